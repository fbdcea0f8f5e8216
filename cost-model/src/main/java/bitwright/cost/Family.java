package bitwright.cost;

import bitwright.arith.plan.Cells;

/** A family of devices: what its look-up tables, carry chains and memories are. */
public enum Family {
  /** Xilinx 7-series: LUT6 that split into two LUT5, CARRY4, RAMB18E1 and RAMB36E1, DSP48E1. */
  XC7("7-series", 6, 4, Cells.LUT6_CARRY4),
  /** Xilinx UltraScale+: LUT6, CARRY8, RAMB18E2 and RAMB36E2, URAM288, DSP48E2. */
  XCUP("UltraScale+", 6, 8, Cells.LUT6_CARRY8),
  /** Lattice iCE40: LUT4 with a carry cell each, block memories of 4 Kbit, SB_MAC16. */
  ICE40("iCE40", 4, 1, Cells.PORTABLE);

  private final String title;
  private final int lutInputs;
  private final int carryBits;
  private final Cells cells;

  Family(String title, int lutInputs, int carryBits, Cells cells) {
    this.title = title;
    this.lutInputs = lutInputs;
    this.carryBits = carryBits;
    this.cells = cells;
  }

  /** The family as its vendor writes it. */
  public String title() {
    return title;
  }

  /** The name in commands and file names: {@code xc7}, {@code xcup} or {@code ice40}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Inputs of a look-up table. */
  public int lutInputs() {
    return lutInputs;
  }

  /** Bits of a carry chain that one carry cell holds. */
  public int carryBits() {
    return carryBits;
  }

  /** The carry cells of a chain over some bits. */
  public int carries(int bits) {
    return (bits + carryBits - 1) / carryBits;
  }

  /** The cells of which arithmetic for the family is made. */
  public Cells cells() {
    return cells;
  }

  /** Whether it is of Xilinx. */
  public boolean xilinx() {
    return this != ICE40;
  }

  /** What reports call a carry cell. */
  public String carryName() {
    return xilinx() ? "CARRY" + carryBits : "SB_CARRY";
  }
}
