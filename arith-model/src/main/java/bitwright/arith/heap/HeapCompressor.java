package bitwright.arith.heap;

import bitwright.arith.fabric.CarryBit;
import bitwright.arith.fabric.Group;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sums a bit heap with LUT6_2 and carry chains, by the leanest of several schedules.
 *
 * <p>For a large heap the two best strategies are found on a sample: every n-th bit of each column.
 *
 * <p>Equal heaps give equal netlists.
 */
public final class HeapCompressor {
  private static final double LUTS_PER_FF = 0.25;
  private static final double LUTS_PER_LEVEL = 0.5;
  private static final int SAMPLE = 256;
  private static final int MOST_STRIDE = 6;
  private static final int FINALISTS = 2;

  private HeapCompressor() {}

  /** Builds the sum of a heap modulo 2^width. Pipelined, it is registered. */
  public static HeapSum sum(NetlistBuilder builder, BitHeap heap, Pipeline pipeline) {
    return build(builder, heap, pipeline, null, 0);
  }

  /**
   * Builds a register of the heap's width that the heap's sum is added to, modulo 2^width, with an
   * initiation interval of 1.
   */
  public static HeapSum accumulate(
      NetlistBuilder builder, BitHeap heap, Pipeline pipeline, Accumulator accumulator) {
    return build(builder, heap, pipeline, accumulator, 0);
  }

  /**
   * Builds the sum of a heap, or the accumulator that it is added to.
   *
   * @param accumulator the accumulator, or null for none
   * @param before the stages from the operands to the bits of the heap, which only names tell
   */
  static HeapSum build(
      NetlistBuilder builder,
      BitHeap heap,
      Pipeline pipeline,
      Accumulator accumulator,
      int before) {
    FinalAdder adder =
        new FinalAdder(accumulator == null ? 0 : accumulator.nets(), heap.constant());
    Schedule schedule = leanest(heap, adder, pipeline);
    Emitter emitter = new Emitter(builder, pipeline, before);
    emit(schedule, heap, pipeline, emitter);
    int stage = pipeline.stage(schedule.levels() + 1);
    List<Net> state = new ArrayList<>();
    String kind = accumulator == null ? "total" : "acc";
    builder.group(new Group(kind, before + stage, Group.NONE, "register", List.of()));
    for (int c = 0; accumulator != null && c < heap.width(); c++) {
      state.add(builder.state());
    }
    builder.bus(state, "", 0);
    List<List<HeapBit>> rows = new ArrayList<>();
    for (int c = 0; c < heap.width(); c++) {
      List<HeapBit> row = new ArrayList<>();
      if (accumulator != null) {
        row.add(HeapBit.and(state.get(c), accumulator.keep()));
      }
      if (heap.constant().testBit(c)) {
        row.add(HeapBit.of(Net.ONE));
      }
      for (Dot dot : schedule.rows().get(c)) {
        row.add(emitter.stages().at(dot, stage));
      }
      rows.add(row);
    }
    List<Group.Row> told = new ArrayList<>();
    for (int c = 0; c < rows.size(); c++) {
      told.add(Emitter.row(c, rows.get(c)));
    }
    builder.group(new Group(kind, before + stage, Group.NONE, "carry chain", told));
    List<Net> sum = add(builder, rows);
    if (accumulator != null) {
      for (int c = 0; c < state.size(); c++) {
        builder.connect(state.get(c), sum.get(c), accumulator.step(), accumulator.reset());
      }
      return new HeapSum(state, stage + 1);
    }
    if (pipeline.levels() == 0) {
      return new HeapSum(sum, 0);
    }
    List<Net> registered = builder.registers(sum, pipeline.enable(), Net.ZERO);
    builder.bus(registered, "", 0);
    return new HeapSum(registered, stage + 1);
  }

  /** Builds the steps of a schedule, stage by stage. */
  private static void emit(Schedule schedule, BitHeap heap, Pipeline pipeline, Emitter emitter) {
    int[] heights = new int[heap.width()];
    for (int c = 0; c < heights.length; c++) {
      heights[c] = heap.column(c).size();
    }
    int stage = -1;
    for (Step step : schedule.steps()) {
      if (pipeline.stage(step.level()) != stage) {
        stage = pipeline.stage(step.level());
        emitter.remark(stage, heights);
      }
      emitter.emit(step);
      if (!(step instanceof Step.Gate)) {
        step.reads().forEach(dot -> heights[dot.column]--);
        step.drives().forEach(dot -> heights[dot.column]++);
      }
    }
  }

  private static List<Net> add(NetlistBuilder builder, List<List<HeapBit>> rows) {
    List<Net> sum = new ArrayList<>();
    int first = 0;
    while (first < rows.size() && rows.get(first).size() <= 1) {
      List<HeapBit> row = rows.get(first++);
      sum.add(row.isEmpty() ? Net.ZERO : builder.lut(row.get(0).function(), row.get(0).nets()));
    }
    builder.bus(sum, "sum", 0);
    List<CarryBit> bits = new ArrayList<>();
    Net majority = Net.ZERO;
    for (List<HeapBit> row : rows.subList(first, rows.size())) {
      majority = Emitter.row(builder, row, majority, first + bits.size(), bits);
    }
    if (!bits.isEmpty()) {
      sum.addAll(builder.chain(Net.ZERO, bits, first).sums());
    }
    return sum;
  }

  private static Schedule leanest(BitHeap heap, FinalAdder adder, Pipeline pipeline) {
    int stride = (heap.size() + SAMPLE - 1) / SAMPLE;
    if (stride <= MOST_STRIDE) {
      return ranked(heap, adder, pipeline, Strategy.ALL).get(0).schedule;
    }
    List<Strategy> few =
        ranked(heap.every(stride), adder, pipeline, Strategy.ALL).subList(0, FINALISTS).stream()
            .map(Trial::strategy)
            .toList();
    return ranked(heap, adder, pipeline, few).get(0).schedule;
  }

  private record Trial(Strategy strategy, Schedule schedule, double cost) {}

  /** The schedules by these strategies, the leanest first; equal ones in the order given. */
  private static List<Trial> ranked(
      BitHeap heap, FinalAdder adder, Pipeline pipeline, List<Strategy> strategies) {
    List<Trial> trials = new ArrayList<>();
    for (Strategy strategy : strategies) {
      Schedule schedule = Scheduler.schedule(heap, adder, strategy);
      double cost =
          schedule.luts()
              + LUTS_PER_LEVEL * schedule.levels()
              + LUTS_PER_FF * schedule.registers(pipeline);
      trials.add(new Trial(strategy, schedule, cost));
    }
    trials.sort(Comparator.comparingDouble(Trial::cost));
    return trials;
  }
}
