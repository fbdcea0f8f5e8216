package bitwright.cost;

/**
 * Resources of a device.
 *
 * @param lut look-up tables of the family's inputs, also those that serve as small memories or
 *     shift registers
 * @param ff flip-flops
 * @param carry carry cells: CARRY4 on the 7-series, CARRY8 on UltraScale+, SB_CARRY on iCE40
 * @param blockRam block memories: of 18 Kbit, of which two make one RAMB36; on iCE40 of 4 Kbit
 * @param uram memories of 288 Kbit (UltraScale+)
 * @param spram memories of 256 Kbit (iCE40 UltraPlus)
 * @param dsp DSP48 slices, on iCE40 SB_MAC16
 */
public record Resources(int lut, int ff, int carry, int blockRam, int uram, int spram, int dsp) {

  /** Nothing. */
  public static final Resources NONE = new Resources(0, 0, 0, 0, 0);

  /** Checks the signs. */
  public Resources {
    if (lut < 0 || ff < 0 || carry < 0 || blockRam < 0 || uram < 0 || spram < 0 || dsp < 0) {
      throw new IllegalArgumentException("resources are counts, not negative numbers");
    }
  }

  /** Without memories of 256 or 288 Kbit. */
  public Resources(int lut, int ff, int carry, int blockRam, int dsp) {
    this(lut, ff, carry, blockRam, 0, 0, dsp);
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

  /** Block memories alone. */
  public static Resources blockRams(int blockRam) {
    return new Resources(0, 0, 0, blockRam, 0);
  }

  /** Both together. */
  public Resources plus(Resources other) {
    return new Resources(
        lut + other.lut,
        ff + other.ff,
        carry + other.carry,
        blockRam + other.blockRam,
        uram + other.uram,
        spram + other.spram,
        dsp + other.dsp);
  }

  /** The same with more LUTs, or with fewer if the number is negative. */
  public Resources plusLuts(int more) {
    return new Resources(lut + more, ff, carry, blockRam, uram, spram, dsp);
  }

  /** The same with more flip-flops, or with fewer if the number is negative. */
  public Resources plusFfs(int more) {
    return new Resources(lut, ff + more, carry, blockRam, uram, spram, dsp);
  }

  /** Several copies. */
  public Resources times(int copies) {
    return new Resources(
        lut * copies,
        ff * copies,
        carry * copies,
        blockRam * copies,
        uram * copies,
        spram * copies,
        dsp * copies);
  }

  /** Block memories of 18 Kbit, on devices that have them. */
  public int bram18() {
    return blockRam;
  }

  /** Block memories in units of 36 Kbit, on devices that have them: a multiple of one half. */
  public double bram36() {
    return blockRam / 2.0;
  }
}
