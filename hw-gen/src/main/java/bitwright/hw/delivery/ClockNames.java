package bitwright.hw.delivery;

/** What clock and reset are called at the edge of the package; the reset is active low. */
public enum ClockNames {
  /** {@code aclk} and {@code aresetn}, the names of the AXI specifications. */
  ACLK("aclk", "aresetn"),
  /** {@code ap_clk} and {@code ap_rst_n}, the names of blocks from high-level synthesis. */
  AP("ap_clk", "ap_rst_n");

  private final String clock;
  private final String reset;

  ClockNames(String clock, String reset) {
    this.clock = clock;
    this.reset = reset;
  }

  /** The name of the clock port. */
  public String clock() {
    return clock;
  }

  /** The name of the reset port, active low and synchronous. */
  public String reset() {
    return reset;
  }
}
