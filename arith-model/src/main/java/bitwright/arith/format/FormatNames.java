package bitwright.arith.format;

import bitwright.arith.format.MinifloatFormat.Specials;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of formats, as users type them: {@code int4}, {@code uint8}, {@code e4m3fn}, {@code ue2m2},
 * {@code e4m3b11}, {@code pot3}, {@code pot3z}, {@code bipolar1}, {@code ternary}.
 *
 * <p>{@code e5m2} is the OCP format with its infinities and NaNs; every other plain {@code exmy}
 * has only finite codes. {@code e5m2finite} and {@code e4m3ieee} are the other choices. A suffix
 * {@code bN} sets the bias; a suffix {@code n} on an integer makes it narrow.
 */
public final class FormatNames {

  private static final Pattern INTEGER = Pattern.compile("(u?)int(\\d{1,2})(n?)");
  private static final Pattern MINIFLOAT =
      Pattern.compile("(u?)e(\\d)m(\\d)(finite|ieee|fnuz|fn|)(?:b(-?\\d{1,4}))?");
  private static final Pattern POWER_OF_TWO = Pattern.compile("pot(\\d)(z?)");
  private static final Pattern BIPOLAR = Pattern.compile("bipolar(\\d)");

  private FormatNames() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException in one sentence, if there is no such format
   */
  public static Format parse(String name) {
    if (name.equals("ternary")) {
      return new TernaryFormat();
    }
    Matcher m = INTEGER.matcher(name);
    if (m.matches()) {
      return new IntegerFormat(number(m, 2), m.group(1).isEmpty(), !m.group(3).isEmpty());
    }
    m = POWER_OF_TWO.matcher(name);
    if (m.matches()) {
      return new PowerOfTwoFormat(number(m, 1), !m.group(2).isEmpty());
    }
    m = BIPOLAR.matcher(name);
    if (m.matches()) {
      return new BipolarFormat(number(m, 1));
    }
    m = MINIFLOAT.matcher(name);
    if (m.matches()) {
      return minifloat(m);
    }
    throw new IllegalArgumentException(
        "unknown format '%s'; examples: int4, uint8, e2m1, ue2m2, e4m3fn, e5m2, e4m3b11, pot3, pot3z, bipolar1, ternary"
            .formatted(name));
  }

  private static MinifloatFormat minifloat(Matcher m) {
    boolean signed = m.group(1).isEmpty();
    int x = number(m, 2);
    int y = number(m, 3);
    boolean e5m2 = signed && x == 5 && y == 2;
    Specials specials =
        switch (m.group(4)) {
          case "ieee" -> Specials.IEEE;
          case "fn" -> Specials.FN;
          case "fnuz" -> Specials.FNUZ;
          case "finite" -> Specials.NONE;
          default -> e5m2 ? Specials.IEEE : Specials.NONE;
        };
    if (x < 1) {
      throw new IllegalArgumentException("format %s has no exponent bit".formatted(m.group()));
    }
    int bias =
        m.group(5) == null
            ? MinifloatFormat.defaultBias(x, specials)
            : Integer.parseInt(m.group(5));
    return new MinifloatFormat(x, y, bias, signed, specials);
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
