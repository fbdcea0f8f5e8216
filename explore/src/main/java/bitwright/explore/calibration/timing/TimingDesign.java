package bitwright.explore.calibration.timing;

import bitwright.cost.Family;
import bitwright.cost.timing.TimingPath;
import bitwright.hw.GeneratedModule;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A circuit whose clock frequency is measured.
 *
 * @param id unique among all designs
 * @param kind the unit, for example {@code matrix}
 * @param parameters what tells it from others of its kind
 * @param module generates it
 * @param paths the paths between registers that the formulas say it has on a family
 */
public record TimingDesign(
    String id,
    String kind,
    String parameters,
    Supplier<GeneratedModule> module,
    Function<Family, List<TimingPath>> paths) {}
