package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.MinifloatFormat.Specials;

/**
 * The unsigned format that makes more of the same bits where no value is negative: {@code int4}
 * becomes {@code uint4}, {@code e2m1} becomes {@code ue2m2}.
 */
public final class UnsignedTwin {

  private UnsignedTwin() {}

  /** The twin; formats without one, and unsigned ones, are their own. */
  public static Format of(Format format) {
    if (format instanceof IntegerFormat integer && integer.signed()) {
      return IntegerFormat.unsigned(integer.bits());
    }
    if (format instanceof MinifloatFormat m && m.signed() && m.specials() == Specials.NONE) {
      return new MinifloatFormat(
          m.exponentBits(), m.mantissaBits() + 1, m.bias(), false, Specials.NONE);
    }
    return format;
  }
}
