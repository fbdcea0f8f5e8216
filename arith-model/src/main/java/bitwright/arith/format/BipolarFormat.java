package bitwright.arith.format;

import java.math.BigInteger;

/**
 * Odd integers without a sign bit: code u of n bits is {@code 2u − (2^n − 1)}.
 *
 * <p>One bit is ±1, the operand of XNOR networks (code 0 is −1, code 1 is +1); more bits are the
 * bipolar integers of arXiv 2409.17870. There is no zero. Example: {@code bipolar2} has the values
 * −3, −1, +1, +3.
 *
 * @param bits width, 1 to 8
 */
public record BipolarFormat(int bits) implements Format {

  /** Checks the width. */
  public BipolarFormat {
    if (bits < 1 || bits > 8) {
      throw new IllegalArgumentException("a bipolar format has 1 to 8 bits, not " + bits);
    }
  }

  @Override
  public String name() {
    return "bipolar" + bits;
  }

  @Override
  public int unitExponent() {
    return 0;
  }

  @Override
  public boolean isNumber(int code) {
    return true;
  }

  @Override
  public BigInteger image(int code) {
    requireNumber(code);
    return BigInteger.valueOf(2L * code - ((1 << bits) - 1));
  }
}
