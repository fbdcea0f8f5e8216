package bitwright.hw.delivery;

/**
 * What a package looks like from outside.
 *
 * @param clockNames how clock and reset are called
 * @param axiLite whether a block of registers on AXI4-Lite identifies the accelerator and counts
 */
public record DeliveryOptions(ClockNames clockNames, boolean axiLite) {

  /** {@code aclk}, {@code aresetn}, no registers. */
  public static final DeliveryOptions DEFAULT = new DeliveryOptions(ClockNames.ACLK, false);
}
