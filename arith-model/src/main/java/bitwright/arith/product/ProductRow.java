package bitwright.arith.product;

import java.util.List;

/**
 * A product as one row of a sum: {@code Σ bit_k · 2^k − top · 2^bits + carry}.
 *
 * <p>A negative product is the complement of its magnitude, and the carry 1. Every bit above the
 * row equals {@code top}, if the sum is wider.
 *
 * <p>Example: −3 in four bits is the row 1100 with top 1 and carry 1: 12 − 16 + 1.
 *
 * @param bits the bits, the lowest first
 * @param top the sign
 * @param carry a further one in column 0; at most one net
 * @param latency the enabled clocks from the codes to the row
 */
public record ProductRow(List<Expression> bits, Expression top, Expression carry, int latency) {

  /** Keeps a copy of the list. */
  public ProductRow {
    bits = List.copyOf(bits);
  }

  /** Bit k of the row, or its sign above. */
  public Expression bit(int k) {
    return k < bits.size() ? bits.get(k) : top;
  }
}
