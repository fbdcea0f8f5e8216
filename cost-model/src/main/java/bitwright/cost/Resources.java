package bitwright.cost;

/**
 * Resources of a 7-series device.
 *
 * @param lut look-up tables of six inputs, also those that serve as small memories or shift
 *     registers
 * @param ff flip-flops
 * @param carry CARRY4 cells, four bits of a carry chain each
 * @param bram18 block memories of 18 Kbit; two make one RAMB36
 * @param dsp DSP48E1 slices
 */
public record Resources(int lut, int ff, int carry, int bram18, int dsp) {

  /** Nothing. */
  public static final Resources NONE = new Resources(0, 0, 0, 0, 0);

  /** Checks the signs. */
  public Resources {
    if (lut < 0 || ff < 0 || carry < 0 || bram18 < 0 || dsp < 0) {
      throw new IllegalArgumentException("resources are counts, not negative numbers");
    }
  }

  /** Logic alone. */
  public static Resources logic(int lut, int carry) {
    return new Resources(lut, 0, carry, 0, 0);
  }

  /** Look-up tables alone. */
  public static Resources luts(int lut) {
    return new Resources(lut, 0, 0, 0, 0);
  }

  /** Flip-flops alone. */
  public static Resources ffs(int ff) {
    return new Resources(0, ff, 0, 0, 0);
  }

  /** Block memories of 18 Kbit alone. */
  public static Resources blockRams(int bram18) {
    return new Resources(0, 0, 0, bram18, 0);
  }

  /** Both together. */
  public Resources plus(Resources other) {
    return new Resources(
        lut + other.lut,
        ff + other.ff,
        carry + other.carry,
        bram18 + other.bram18,
        dsp + other.dsp);
  }

  /** The same with more LUTs, or with fewer if the number is negative. */
  public Resources plusLuts(int more) {
    return new Resources(lut + more, ff, carry, bram18, dsp);
  }

  /** The same with more flip-flops, or with fewer if the number is negative. */
  public Resources plusFfs(int more) {
    return new Resources(lut, ff + more, carry, bram18, dsp);
  }

  /** Several copies. */
  public Resources times(int copies) {
    return new Resources(lut * copies, ff * copies, carry * copies, bram18 * copies, dsp * copies);
  }

  /** Block memories in units of 36 Kbit: a multiple of one half. */
  public double bram36() {
    return bram18 / 2.0;
  }
}
