package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.MinifloatFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A format, or several of one width among which each tensor takes the one with the least squared
 * error.
 *
 * <p>Example: {@code minifloat4} is {@code e1m2}, {@code e2m1} or {@code e3m0}, whichever suits the
 * weights of a layer, and one of {@code ue1m3}, {@code ue2m2}, {@code ue3m1} where no activation is
 * negative. Its bias needs no search of its own: scales that are powers of two shift it.
 *
 * @param name as users write it
 * @param formats at least one; the first of equal ones is taken
 */
public record FormatChoice(String name, List<Format> formats) {

  private static final Pattern MINIFLOAT = Pattern.compile("minifloat(\\d)");

  /** Copies the list and checks the widths. */
  public FormatChoice {
    formats = List.copyOf(formats);
    if (formats.stream().map(Format::bits).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "a choice is among formats of one width, not "
              + formats.stream().map(Format::name).toList());
    }
  }

  /** No choice. */
  public static FormatChoice of(Format format) {
    return new FormatChoice(format.name(), List.of(format));
  }

  /**
   * The choice of a name: that of a format, or {@code minifloat3} to {@code minifloat8}.
   *
   * @throws IllegalArgumentException in one sentence, if there is no such format
   */
  public static FormatChoice parse(String name) {
    Matcher minifloat = MINIFLOAT.matcher(name);
    if (!minifloat.matches()) {
      return new FormatChoice(name, List.of(FormatNames.parse(name)));
    }
    int bits = Integer.parseInt(minifloat.group(1));
    if (bits < 3 || bits > 8) {
      throw new IllegalArgumentException(
          "format '%s' is not allowed; minifloat3 to minifloat8 are".formatted(name));
    }
    return new FormatChoice(
        name,
        IntStream.range(1, bits)
            .<Format>mapToObj(x -> MinifloatFormat.of(x, bits - 1 - x))
            .toList());
  }

  /** The width of each. */
  public int bits() {
    return formats.get(0).bits();
  }

  /** The unsigned twin of each. */
  FormatChoice unsigned() {
    return new FormatChoice(name, formats.stream().map(UnsignedTwin::of).toList());
  }
}
