package bitwright.arith.format;

import java.math.BigInteger;

/**
 * Two's-complement or unsigned integers.
 *
 * <p>Signed: −2<sup>b−1</sup> … 2<sup>b−1</sup>−1, without the lowest value when {@code narrow};
 * unsigned: 0 … 2<sup>b</sup>−1, without the highest when {@code narrow}. The unit is 1. Example:
 * the {@code int4} code {@code 1011} has image −5.
 *
 * @param bits width, 2 to 16 (1 is allowed when unsigned: the set {0, 1})
 * @param signed whether codes are two's complement
 * @param narrow whether one end value is left out, as QONNX's {@code narrow} says
 */
public record IntegerFormat(int bits, boolean signed, boolean narrow) implements Format {

  /** Checks the width. */
  public IntegerFormat {
    int least = signed || narrow ? 2 : 1;
    if (bits < least || bits > 16) {
      throw new IllegalArgumentException(
          "an integer format has %d to 16 bits, not %d".formatted(least, bits));
    }
  }

  /** A full-range signed format. */
  public static IntegerFormat signed(int bits) {
    return new IntegerFormat(bits, true, false);
  }

  /** A full-range unsigned format. */
  public static IntegerFormat unsigned(int bits) {
    return new IntegerFormat(bits, false, false);
  }

  @Override
  public String name() {
    return (signed ? "int" : "uint") + bits + (narrow ? "n" : "");
  }

  @Override
  public int unitExponent() {
    return 0;
  }

  @Override
  public boolean isNumber(int code) {
    return !narrow || code != (signed ? 1 << (bits - 1) : (1 << bits) - 1);
  }

  @Override
  public BigInteger image(int code) {
    requireNumber(code);
    boolean negative = signed && code >> (bits - 1) == 1;
    return BigInteger.valueOf(negative ? code - (1 << bits) : code);
  }
}
