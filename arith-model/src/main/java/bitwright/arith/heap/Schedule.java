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
    Map<Net, Integer> last = new HashMap<>();
    int registers = 0;
    for (Step step : steps) {
      int stage = pipeline.stage(step.level());
      for (Dot dot : step.reads()) {
        registers += read(dot, stage, last);
      }
      step.drives().forEach(dot -> dot.stage = stage);
    }
    int end = pipeline.stage(levels + 1);
    for (List<Dot> row : rows) {
      for (Dot dot : row) {
        registers += read(dot, end, last);
      }
    }
    for (int stage : last.values()) {
      registers += stage;
    }
    return registers;
  }

  /** The registers of a bit that a step makes; every bit is read once. */
  private static int read(Dot dot, int stage, Map<Net, Integer> last) {
    if (dot.bit == null) {
      return stage - dot.stage;
    }
    if (stage > 0) {
      for (Net net : dot.bit.nets()) {
        last.merge(net, stage, Math::max);
      }
    }
    return 0;
  }
}
