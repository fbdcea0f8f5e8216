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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Units on streams that do not look at the data. */
final class StreamDesigns {
  private final Random random;
  private final List<CalibrationDesign> designs = new ArrayList<>();

  private StreamDesigns(Random random) {
    this.random = random;
  }

  /** All of them. */
  static List<CalibrationDesign> all() {
    StreamDesigns all = new StreamDesigns(new Random(12));
    all.queues();
    all.converters();
    all.branches();
    all.buffers();
    return all.designs;
  }

  /** One more of a primitive at a time. */
  static Map<String, Supplier<CalibrationDesign>> draws(Random random) {
    StreamDesigns all = new StreamDesigns(random);
    Draw draw = new Draw(random);
    Map<String, Runnable> adding =
        Map.of(
            "queue", () -> all.queue(draw.octaves(1, 128)),
            "fifo", () -> all.fifo(draw.between(2, 63), draw.octaves(9, 1100)),
            "upsizer", () -> all.upsizer(draw.between(1, 24), draw.between(2, 10)),
            "downsizer", () -> all.downsizer(draw.between(1, 24), draw.between(2, 10)),
            "fork", () -> all.fork(draw.octaves(1, 64), draw.between(2, 6)),
            "concat", () -> all.concat(draw),
            "vector-buffer", () -> all.buffer(draw));
    Map<String, Supplier<CalibrationDesign>> draws = new TreeMap<>();
    adding.forEach((name, add) -> draws.put(name, () -> Draw.added(all.designs, add)));
    return draws;
  }

  private void concat(Draw draw) {
    List<Integer> beats =
        IntStream.range(0, draw.between(2, 4)).mapToObj(i -> draw.octaves(1, 30)).toList();
    concat(draw.between(4, 47), beats);
  }

  private void buffer(Draw draw) {
    buffer(draw.between(2, 41), draw.octaves(1, 392), draw.octaves(2, 67));
  }

  private void queues() {
    for (int width : List.of(1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128)) {
      queue(width);
    }
    for (int depth : List.of(9, 17, 30, 40, 64, 100, 130, 200, 300, 500, 700, 1100)) {
      for (int i = 0; i < 2; i++) {
        fifo(2 + random.nextInt(i == 0 ? 14 : 62), depth);
      }
    }
  }

  private void queue(int width) {
    add("queue", "width=" + width, () -> new StreamQueue(width), t -> UnitCosts.queue(t, width));
  }

  private void fifo(int width, int depth) {
    add(
        "fifo",
        "width=%d depth=%d".formatted(width, depth),
        () -> new StreamFifo(width, depth),
        t -> UnitCosts.fifo(t, width, depth));
  }

  private void converters() {
    Set<List<Integer>> shapes = new LinkedHashSet<>();
    while (shapes.size() < 18) {
      shapes.add(List.of(1 + random.nextInt(24), 2 + random.nextInt(9)));
    }
    for (List<Integer> shape : shapes) {
      upsizer(shape.get(0), shape.get(1));
      downsizer(shape.get(0), shape.get(1));
    }
  }

  private void upsizer(int width, int factor) {
    add(
        "upsizer",
        "width=%d factor=%d".formatted(width, factor),
        () -> new Upsizer(width, factor),
        t -> UnitCosts.upsizer(t, width, factor));
  }

  private void downsizer(int width, int factor) {
    add(
        "downsizer",
        "width=%d factor=%d".formatted(width, factor),
        () -> new Downsizer(width, factor),
        t -> UnitCosts.downsizer(t, width, factor));
  }

  private void branches() {
    for (int consumers = 2; consumers <= 6; consumers++) {
      fork(8, consumers);
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
        concat(width, beats);
      }
    }
  }

  private void fork(int width, int consumers) {
    add(
        "fork",
        "width=%d consumers=%d".formatted(width, consumers),
        () -> new Fork(width, consumers),
        t -> UnitCosts.fork(t, consumers));
  }

  private void concat(int width, List<Integer> beats) {
    String name = "w%d_%s".formatted(width, beats.toString().replaceAll("\\W+", "_"));
    add(
        "concat",
        "width=%d beats=%s".formatted(width, text(beats)),
        () -> new ConcatUnit(name, width, beats),
        t -> UnitCosts.concat(t, width, beats));
  }

  private void buffers() {
    for (int words : List.of(1, 2, 3, 4, 7, 8, 16, 25, 32, 49, 64, 98, 128, 196, 392)) {
      for (int replays : List.of(2 + random.nextInt(6), 8 + random.nextInt(60))) {
        buffer(2 + random.nextInt(40), words, replays);
      }
    }
  }

  private void buffer(int width, int words, int replays) {
    add(
        "vector-buffer",
        "width=%d words=%d replays=%d".formatted(width, words, replays),
        () -> new VectorBuffer(width, words, replays),
        t -> UnitCosts.vectorBuffer(t, width, words, replays));
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
