package bitwright.explore.calibration;

import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.synthesis.Source;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A small design beside the formula that says what it costs.
 *
 * @param primitive the unit that it is an instance of, for example {@code fifo}
 * @param parameters what tells it from others, {@code name=value} separated by spaces
 * @param rtl its text; its top module and memory files have names of their own
 * @param formula what it costs in a technology
 */
public record CalibrationDesign(
    String primitive,
    String parameters,
    Supplier<Source> rtl,
    Function<Technology, Resources> formula) {

  /** Names it among all designs, for example {@code fifo width=16 depth=40}. */
  public String id() {
    return primitive + " " + parameters;
  }
}
