package bitwright.cost.folding;

import bitwright.arith.plan.Cells;
import bitwright.cost.Device;
import java.util.OptionalInt;

/**
 * What a folding is for.
 *
 * @param device what it must fit
 * @param cells what arithmetic is made of
 * @param clockMHz the clock; if absent, the one that the chosen folds allow by the estimate
 */
public record Goal(Device device, Cells cells, OptionalInt clockMHz) {

  /** On a device with its own cells, at the clock of the estimate. */
  public static Goal on(Device device) {
    return new Goal(device, device.family().cells(), OptionalInt.empty());
  }

  /** The same at a clock. */
  public Goal at(int clockMHz) {
    return new Goal(device, cells, OptionalInt.of(clockMHz));
  }
}
