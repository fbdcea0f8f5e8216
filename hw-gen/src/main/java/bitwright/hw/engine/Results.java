package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.pack;

import bitwright.arith.plan.ThresholdPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import bitwright.hw.operator.Ranged;
import java.util.List;
import java.util.Optional;

/** The end of a unit's pipeline: threshold search, if there is one, and the output queue. */
final class Results {

  private Results() {}

  /**
   * Leads raw accumulators to the output.
   *
   * @param instances makes instances in the circuit under construction
   * @param valid they are there
   * @param raws one per lane
   * @param thresholds the search, or nothing if accumulators leave
   * @param out receives one element per lane
   * @param advance is set: the pipeline moves on
   */
  static void finish(
      WidthConverter.Instances instances,
      Flag valid,
      List<Ranged> raws,
      Optional<ThresholdPlan> thresholds,
      Stream out,
      Flag advance) {
    if (thresholds.isEmpty()) {
      int width = out.width() / raws.size();
      queue(instances, valid, pack(raws.stream().map(r -> r.modulo(width)).toList()), out, advance);
      return;
    }
    ThresholdSearch search =
        instances.add("requantizer", () -> new ThresholdSearch(thresholds.get()));
    search.enable.set(advance);
    search.inValid.set(valid);
    search.raw.set(pack(raws.stream().map(Ranged::bits).toList()));
    queue(instances, search.outValid, search.codes, out, advance);
  }

  /** Leads a beat through the output queue. */
  static void queue(
      WidthConverter.Instances instances, Flag valid, Bits beat, Stream out, Flag advance) {
    StreamQueue queue = instances.add("queue", () -> new StreamQueue(out.width()));
    queue.in.valid().set(valid);
    queue.in.data().set(beat);
    advance.set(queue.in.ready());
    queue.out.to(out);
  }
}
