package bitwright.arith.plan;

/** What the products of a matrix-vector unit are made in. */
public enum Multipliers {
  /** Look-up tables and carry chains. */
  LUT,
  /** DSP slices, with as many narrow products packed into one as it holds exactly. */
  DSP
}
