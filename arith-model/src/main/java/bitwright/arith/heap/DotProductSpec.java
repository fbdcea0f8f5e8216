package bitwright.arith.heap;

import bitwright.arith.format.Format;

/**
 * What determines the netlist of a dot product.
 *
 * @param weight the format of the weights
 * @param input the format of the inputs
 * @param terms the number of products
 * @param sumBits the width of the sum, which is modulo 2^sumBits
 * @param accumulation whether and how sums are added up
 * @param levels the levels of look-up tables between registers; 0 for a sum without registers
 * @param lead the levels of the first stage that are spent before codes arrive; see {@link
 *     Pipeline}
 */
public record DotProductSpec(
    Format weight,
    Format input,
    int terms,
    int sumBits,
    Accumulation accumulation,
    int levels,
    int lead) {

  /** Whether and how sums are added up. */
  public enum Accumulation {
    /** The sum itself. */
    NONE,
    /** A register with ports {@code step} and {@code reset}; see {@link Accumulator#resettable}. */
    RESETTABLE,
    /** A register with ports {@code step} and {@code keep}; see {@link Accumulator#gated}. */
    GATED
  }

  /** Codes that arrive at the beginning of the first stage. */
  public DotProductSpec(
      Format weight, Format input, int terms, int sumBits, Accumulation accumulation, int levels) {
    this(weight, input, terms, sumBits, accumulation, levels, 0);
  }

  /** Checks the numbers. */
  public DotProductSpec {
    if (terms < 1 || sumBits < 1 || levels < 0) {
      throw new IllegalArgumentException(
          "a dot product of %d terms, %d bits and %d levels a stage; at least 1, 1 and 0"
              .formatted(terms, sumBits, levels));
    }
  }
}
