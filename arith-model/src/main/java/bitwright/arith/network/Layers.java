package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that layers share. */
final class Layers {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private Layers() {}

  static void requireIdentifier(String name) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException("layer name '%s' is not an identifier".formatted(name));
    }
  }

  static void requireChannels(String name, Optional<Requantizer> requantizer, int channels) {
    requantizer.ifPresent(
        q -> {
          if (q.channels().size() != channels) {
            throw new IllegalArgumentException(
                "layer %s has %d rows but %d step functions"
                    .formatted(name, channels, q.channels().size()));
          }
        });
  }

  /** The range of a format's images. */
  static IntegerRange images(Format format) {
    return IntegerRange.of(format.levels().min(), format.levels().max());
  }
}
