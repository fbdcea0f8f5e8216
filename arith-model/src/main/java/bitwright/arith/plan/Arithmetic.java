package bitwright.arith.plan;

/** How the dot products of a matrix-vector unit are made. */
public enum Arithmetic {
  /** Products and adder trees in plain Verilog. */
  PORTABLE,
  /** A netlist of the device's own look-up tables, carry chains and registers. */
  CELLS,
  /** Products packed into DSP slices, adder trees in plain Verilog. */
  DSP
}
