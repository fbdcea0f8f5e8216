package bitwright.arith.plan;

/** Where the weights of a matrix-vector unit are kept. */
public enum MemoryKind {
  /** Where synthesis puts a memory of its shape. */
  AUTO,
  /** Look-up tables. */
  LUT,
  /** Block memory. */
  BLOCK,
  /** UltraRAM, on devices that have it. */
  ULTRA
}
