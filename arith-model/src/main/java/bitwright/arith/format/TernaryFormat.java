package bitwright.arith.format;

import java.math.BigInteger;

/**
 * The set {−1, 0, +1} in two bits of two's complement; the code {@code 10} is reserved.
 *
 * <p>It equals {@code int2n}; the separate record keeps the field's name and lets a generator
 * choose masked additions.
 */
public record TernaryFormat() implements Format {

  @Override
  public String name() {
    return "ternary";
  }

  @Override
  public int bits() {
    return 2;
  }

  @Override
  public int unitExponent() {
    return 0;
  }

  @Override
  public boolean isNumber(int code) {
    return code != 2;
  }

  @Override
  public BigInteger image(int code) {
    requireNumber(code);
    return BigInteger.valueOf(code == 3 ? -1 : code);
  }
}
