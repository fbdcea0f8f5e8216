package bitwright.hw.chisel;

import java.util.Optional;

/**
 * How a circuit gets its clock and reset.
 *
 * @param clock name of the clock port; empty for combinational circuits
 * @param reset name of the synchronous reset port
 * @param resetActiveLow whether the reset port means reset when low
 */
public record Clocking(Optional<String> clock, String reset, boolean resetActiveLow) {
  /** No clock: combinational logic only. */
  public static final Clocking NONE = new Clocking(Optional.empty(), "", false);

  /** {@code clock} and active-high {@code reset}, for the inside of a design. */
  public static final Clocking INTERNAL = new Clocking(Optional.of("clock"), "reset", false);

  /** {@code aclk} and active-low {@code aresetn}, the AXI names. */
  public static final Clocking AXI = new Clocking(Optional.of("aclk"), "aresetn", true);
}
