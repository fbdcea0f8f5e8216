package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a heap becomes one number.
 *
 * @param steps the steps, in the order of their levels
 * @param rows the columns that remain for the final adder
 * @param levels the levels of look-up tables before the final adder
 * @param luts the look-up tables, the final adder's included
 */
record Schedule(List<Step> steps, List<List<Dot>> rows, int levels, double luts) {

  /** The registers between the stages of a pipeline, without those of the result. */
  int registers(Pipeline pipeline) {
    if (pipeline.levels() == 0) {
      return 0;
    }
    Map<Object, Integer> first = new HashMap<>();
    Map<Object, Integer> last = new HashMap<>();
    for (Step step : steps) {
      int stage = pipeline.stage(step.level());
      step.reads().forEach(dot -> read(dot, stage, last));
      step.drives().forEach(dot -> first.put(dot, stage));
    }
    int end = pipeline.stage(levels + 1);
    rows.forEach(row -> row.forEach(dot -> read(dot, end, last)));
    int registers = 0;
    for (Map.Entry<Object, Integer> read : last.entrySet()) {
      registers += read.getValue() - first.getOrDefault(read.getKey(), 0);
    }
    return registers;
  }

  private static void read(Dot dot, int stage, Map<Object, Integer> last) {
    if (dot.bit == null) {
      last.merge(dot, stage, Math::max);
    } else {
      for (Net net : dot.bit.nets()) {
        last.merge(net, stage, Math::max);
      }
    }
  }
}
