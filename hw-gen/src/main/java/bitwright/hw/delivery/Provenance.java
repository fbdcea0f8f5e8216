package bitwright.hw.delivery;

import java.util.Optional;

/**
 * Where a package comes from.
 *
 * @param model the name of the model's file, without its folder
 * @param modelSha256 the SHA-256 of that file; empty if there was no file
 * @param vectors what the test bench's inputs are, for people
 * @param seed the seed they came from
 */
public record Provenance(String model, Optional<String> modelSha256, String vectors, long seed) {

  /** The version of Bitwright, as in its pom. */
  public static final String VERSION = "0.1.0-SNAPSHOT";

  /** The version with digits and dots alone, for tools that order versions. */
  static String release() {
    return VERSION.replace("-SNAPSHOT", "");
  }
}
