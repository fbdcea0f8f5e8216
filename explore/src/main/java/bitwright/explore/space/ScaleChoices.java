package bitwright.explore.space;

import java.util.List;

/**
 * How scales are chosen; every combination is a candidate.
 *
 * @param weights {@code absmax}, {@code mse}, or {@code percentile:99.9}
 * @param activations the same for feature maps
 * @param granularities {@code channel} or {@code tensor}
 * @param formats {@code float} or {@code pot}, a power of two
 */
public record ScaleChoices(
    List<String> weights,
    List<String> activations,
    List<String> granularities,
    List<String> formats) {

  /** Float scales per channel by least squared error. */
  public static final ScaleChoices DEFAULT =
      new ScaleChoices(List.of("mse"), List.of("mse"), List.of("channel"), List.of("float"));

  /** Keeps unmodifiable copies. */
  public ScaleChoices {
    weights = List.copyOf(weights);
    activations = List.copyOf(activations);
    granularities = List.copyOf(granularities);
    formats = List.copyOf(formats);
  }
}
