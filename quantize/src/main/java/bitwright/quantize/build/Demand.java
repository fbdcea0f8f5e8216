package bitwright.quantize.build;

import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Codes that somebody asks of a source.
 *
 * @param before from the source's numbers to the quantizer
 * @param quantize the quantizer
 * @param bounds clamps right before the quantizer, which could as well follow it
 */
record Demand(List<Step> before, Step.Quantize quantize, List<? extends Step> bounds) {

  Demand {
    before = List.copyOf(before);
    bounds = List.copyOf(bounds);
  }

  static Demand of(CodedSignal signal) {
    return new Demand(signal.before(), signal.quantize(), signal.bounds());
  }

  /** All steps before the quantizer. */
  List<Step> steps() {
    return joined(before, bounds);
  }

  /** The steps in their first order, the quantizer among them and the bounds left out. */
  List<Step> path() {
    return joined(before, List.of(quantize));
  }

  /** What remains to be done to the codes at the end of the path's first steps. */
  List<Step> after(int steps) {
    return joined(before.subList(Math.min(steps, before.size()), before.size()), bounds);
  }

  private static List<Step> joined(List<? extends Step> first, List<? extends Step> second) {
    List<Step> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
