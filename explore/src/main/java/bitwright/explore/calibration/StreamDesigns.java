package bitwright.explore.calibration;

import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.engine.UnitCosts;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.engine.ConcatUnit;
import bitwright.hw.engine.Downsizer;
import bitwright.hw.engine.Fork;
import bitwright.hw.engine.StreamFifo;
import bitwright.hw.engine.StreamQueue;
import bitwright.hw.engine.Upsizer;
import bitwright.hw.engine.VectorBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Units on streams that do not look at the data. */
final class StreamDesigns {
  private final Random random = new Random(12);
  private final List<CalibrationDesign> designs = new ArrayList<>();

  private StreamDesigns() {}

  /** All of them. */
  static List<CalibrationDesign> all() {
    StreamDesigns all = new StreamDesigns();
    all.queues();
    all.converters();
    all.branches();
    all.buffers();
    return all.designs;
  }

  private void queues() {
    for (int width : List.of(1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128)) {
      add("queue", "width=" + width, () -> new StreamQueue(width), t -> UnitCosts.queue(t, width));
    }
    for (int depth : List.of(9, 17, 30, 40, 64, 100, 130, 200, 300, 500, 700, 1100)) {
      for (int i = 0; i < 2; i++) {
        int width = 2 + random.nextInt(i == 0 ? 14 : 62);
        add(
            "fifo",
            "width=%d depth=%d".formatted(width, depth),
            () -> new StreamFifo(width, depth),
            t -> UnitCosts.fifo(t, width, depth));
      }
    }
  }

  private void converters() {
    Set<List<Integer>> shapes = new LinkedHashSet<>();
    while (shapes.size() < 18) {
      shapes.add(List.of(1 + random.nextInt(24), 2 + random.nextInt(9)));
    }
    for (List<Integer> shape : shapes) {
      int width = shape.get(0);
      int factor = shape.get(1);
      String parameters = "width=%d factor=%d".formatted(width, factor);
      add(
          "upsizer",
          parameters,
          () -> new Upsizer(width, factor),
          t -> UnitCosts.upsizer(t, width, factor));
      add(
          "downsizer",
          parameters,
          () -> new Downsizer(width, factor),
          t -> UnitCosts.downsizer(t, width, factor));
    }
  }

  private void branches() {
    for (int consumers = 2; consumers <= 6; consumers++) {
      int count = consumers;
      add(
          "fork",
          "width=8 consumers=" + consumers,
          () -> new Fork(8, count),
          t -> UnitCosts.fork(t, count));
    }
    List<List<Integer>> joined =
        List.of(
            List.of(1, 1),
            List.of(2, 2),
            List.of(8, 24),
            List.of(3, 5),
            List.of(16, 16),
            List.of(1, 3, 2),
            List.of(4, 4, 4),
            List.of(7, 2, 30),
            List.of(2, 2, 2, 2));
    for (List<Integer> beats : joined) {
      for (int width : List.of(4 + random.nextInt(8), 16 + random.nextInt(32))) {
        String name = "w%d_%s".formatted(width, beats.toString().replaceAll("\\W+", "_"));
        add(
            "concat",
            "width=%d beats=%s".formatted(width, text(beats)),
            () -> new ConcatUnit(name, width, beats),
            t -> UnitCosts.concat(t, width, beats));
      }
    }
  }

  private void buffers() {
    for (int words : List.of(1, 2, 3, 4, 7, 8, 16, 25, 32, 49, 64, 98, 128, 196, 392)) {
      for (int replays : List.of(2 + random.nextInt(6), 8 + random.nextInt(60))) {
        int width = 2 + random.nextInt(40);
        add(
            "vector-buffer",
            "width=%d words=%d replays=%d".formatted(width, words, replays),
            () -> new VectorBuffer(width, words, replays),
            t -> UnitCosts.vectorBuffer(t, width, words, replays));
      }
    }
  }

  static String text(List<?> list) {
    return String.join("+", list.stream().map(Object::toString).toList());
  }

  private void add(
      String primitive,
      String parameters,
      Supplier<? extends Circuit> circuit,
      Function<Technology, Resources> formula) {
    designs.add(new CalibrationDesign(primitive, parameters, () -> Rtl.of(circuit), formula));
  }
}
