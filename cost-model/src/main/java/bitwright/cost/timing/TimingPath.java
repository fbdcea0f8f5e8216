package bitwright.cost.timing;

import bitwright.cost.Family;

/**
 * A path from register to register, as structure: what it passes.
 *
 * @param name what the path is
 * @param family the family of whose cells it is
 * @param source where it starts
 * @param luts look-up tables in series, those at the ends of carry chains not included
 * @param chains carry chains in series, each with the table at its end that belongs to it: that of
 *     the operands' sum on Xilinx devices, that of the result on iCE40
 * @param carryBits positions that a carry passes in all chains together
 * @param enables the registers whose clock enable it ends at; 0 where it ends at the data of one
 */
public record TimingPath(
    String name, Family family, Source source, int luts, int chains, int carryBits, int enables) {

  /** Where a path starts. */
  public enum Source {
    /** A flip-flop. */
    REGISTER,
    /** The output of a block memory that has no output register. */
    BLOCK_RAM,
    /** The output of an UltraRAM. */
    ULTRA_RAM,
    /** A register within a DSP slice. */
    DSP
  }

  /** Tables and chains in series, each with the net in front of it. */
  public int hops() {
    return luts + chains;
  }

  /** The carry cells that a carry passes. */
  public int carries() {
    return chains == 0 ? 0 : family.carries(carryBits);
  }

  /** How often the registers at its end double from none: log2(1 + enables). */
  public double spread() {
    return Math.log1p(enables) / Math.log(2);
  }

  /** Nanoseconds on the family's slowest speed grade; on iCE40 on HX devices. */
  public double delay() {
    return delay(Delays.of(family));
  }

  /** Nanoseconds with given delays of cells and nets. */
  public double delay(Delays delays) {
    return delays.of(this);
  }
}
