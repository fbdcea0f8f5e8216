package bitwright.explore.allocate;

/**
 * How much hardware an allocation may take, on the first target of its job.
 *
 * @param lut look-up tables; infinite for any number
 * @param bram36 block memories of 36 Kbit; infinite for any number
 * @param dsp DSP slices; infinite for any number
 * @param framesPerSecond how many inferences a second the estimated clock must reach; 0 for any
 */
public record Budget(double lut, double bram36, double dsp, long framesPerSecond) {

  /** Bounds nothing. */
  public static final Budget NONE =
      new Budget(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

  /** Checks the signs. */
  public Budget {
    if (!(lut >= 0 && bram36 >= 0 && dsp >= 0 && framesPerSecond >= 0)) {
      throw new IllegalArgumentException("a budget has no negative bounds");
    }
  }

  /** Bounds look-up tables alone. */
  public static Budget lut(double most) {
    return NONE.withLut(most);
  }

  /** The same with another bound on look-up tables. */
  public Budget withLut(double most) {
    return new Budget(most, bram36, dsp, framesPerSecond);
  }

  /** The same with another bound on block memories. */
  public Budget withBram36(double most) {
    return new Budget(lut, most, dsp, framesPerSecond);
  }

  /** The same with another bound on DSP slices. */
  public Budget withDsp(double most) {
    return new Budget(lut, bram36, most, framesPerSecond);
  }

  /** The same with another rate. */
  public Budget withFramesPerSecond(long least) {
    return new Budget(lut, bram36, dsp, least);
  }

  /** What to plan with instead if a plan within this budget took more than was allowed. */
  Budget tightened(Budget allowed, DesignPrice taken) {
    return new Budget(
        Math.max(lut - Math.max(taken.lut() - allowed.lut, 0), 0),
        Math.max(bram36 - Math.max(taken.bram36() - allowed.bram36, 0), 0),
        Math.max(dsp - Math.max(taken.dsp() - allowed.dsp, 0), 0),
        framesPerSecond + Math.max(allowed.framesPerSecond - taken.framesPerSecond(), 0));
  }

  /** Whether an accelerator is within the budget. */
  boolean allows(DesignPrice price) {
    return price.lut() <= lut
        && price.bram36() <= bram36
        && price.dsp() <= dsp
        && price.framesPerSecond() >= framesPerSecond;
  }
}
