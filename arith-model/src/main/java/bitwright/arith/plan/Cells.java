package bitwright.arith.plan;

/** The cells that the arithmetic of matrix-vector units is built from. */
public enum Cells {
  /** Plain Verilog, for any device: synthesis chooses the cells. */
  PORTABLE(0),
  /** Netlists of LUT6_2 and CARRY4, for the 7-series. */
  LUT6_CARRY4(4),
  /** Netlists of LUT6_2 and CARRY8, for UltraScale and UltraScale+. */
  LUT6_CARRY8(8);

  private final int carryBits;

  Cells(int carryBits) {
    this.carryBits = carryBits;
  }

  /** Whether netlists name the device's own cells. */
  public boolean isNative() {
    return carryBits > 0;
  }

  /**
   * The positions of a carry cell.
   *
   * @throws IllegalStateException for {@link #PORTABLE}
   */
  public int carryBits() {
    if (!isNative()) {
      throw new IllegalStateException("portable arithmetic has no carry cells");
    }
    return carryBits;
  }
}
