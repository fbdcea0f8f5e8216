package bitwright.cost.timing;

/**
 * A path from register to register: what it passes, and how long that takes on a 7-series device of
 * speed grade −1.
 *
 * <p>Cell delays in ns are those of the data sheets DS187 and DS181 as timing reports print them:
 * flip-flop clock to output 0.456, LUT 0.124, into and out of a carry chain 0.401 + 0.334, one
 * CARRY4 along it 0.114, block memory clock to output without output register 2.454, set-up 0.06.
 * The net in front of each LUT, carry chain and register is taken as 0.7 ns, which is what a half
 * full device shows; it is an assumption, not a measurement.
 *
 * @param name what the path is
 * @param luts LUTs in series, those at the entry of carry chains included
 * @param chains carry chains entered
 * @param carries CARRY4 cells passed in all chains together
 * @param fromBlockRam whether it starts at a block memory instead of a flip-flop
 */
public record TimingPath(String name, int luts, int chains, int carries, boolean fromBlockRam) {
  private static final double CLOCK_TO_FF = 0.456;
  private static final double CLOCK_TO_BLOCK_RAM = 2.454;
  private static final double LUT = 0.124;
  private static final double CHAIN = 0.735;
  private static final double CARRY4 = 0.114;
  private static final double SETUP = 0.06;
  private static final double NET = 0.7;

  /** Nanoseconds. */
  public double delay() {
    int nets = luts + 1;
    return (fromBlockRam ? CLOCK_TO_BLOCK_RAM : CLOCK_TO_FF)
        + luts * LUT
        + chains * CHAIN
        + carries * CARRY4
        + nets * NET
        + SETUP;
  }

  /** The slower of two. */
  public TimingPath slower(TimingPath other) {
    return other.delay() > delay() ? other : this;
  }
}
