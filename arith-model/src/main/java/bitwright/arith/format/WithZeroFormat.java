package bitwright.arith.format;

import java.math.BigInteger;

/**
 * A format and one code more, for zero: what a window sees where it reaches over the border of a
 * map whose own format has no zero.
 *
 * <p>Codes have one bit more. Those below {@code 2^base.bits()} are the base's; that number itself
 * has the image 0, whatever the weights; the others are reserved. So a border adds exactly nothing
 * to a sum. Example: {@code bipolar1+0} has the codes 00 (−1), 01 (+1) and 10 (0).
 *
 * @param base a format without a zero
 */
public record WithZeroFormat(Format base) implements Format {

  /** Checks that the base has no zero of its own. */
  public WithZeroFormat {
    if (base.levels().rankOfImage(BigInteger.ZERO) >= 0) {
      throw new IllegalArgumentException(base.name() + " has a zero of its own");
    }
  }

  /** The code for zero. */
  public int zeroCode() {
    return base.codes();
  }

  @Override
  public String name() {
    return base.name() + "+0";
  }

  @Override
  public int bits() {
    return base.bits() + 1;
  }

  @Override
  public int unitExponent() {
    return base.unitExponent();
  }

  @Override
  public boolean isNumber(int code) {
    return code < base.codes() ? base.isNumber(code) : code == zeroCode();
  }

  @Override
  public BigInteger image(int code) {
    requireNumber(code);
    return code == zeroCode() ? BigInteger.ZERO : base.image(code);
  }
}
