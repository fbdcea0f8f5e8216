package bitwright.proof;

import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.MatrixVectorUnit;
import bitwright.hw.engine.PoolUnit;
import bitwright.hw.engine.SumUnit;
import bitwright.proof.StreamBlock.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Units that compute, with the checker that counts: matrix-vector units, pooling, sums.
 *
 * <p>What they compute is for the golden model to say. Here every beat that enters is followed
 * through its buffer and the valid bits of its pipeline: the steps inside are, in this order, those
 * that the buffer has still to give, those on their way to the accumulator, those in it, and
 * complete results behind it.
 */
final class Units {

  private static final Pattern BUFFER =
      Pattern.compile("VectorBuffer_w\\d+_d(\\d+)_r(\\d+) buffer");
  private static final Pattern OUTPUT = Pattern.compile("StreamQueue_w(\\d+) queue");
  private static final Pattern REQUANTIZER = Pattern.compile("(Requantizer_\\w+) requantizer");
  private static final Pattern STEP = Pattern.compile("reg +(input_valid|sum_valid_\\d+);");
  private static final Pattern RESULT =
      Pattern.compile("reg +(total_valid|result_valid|terms_valid|sum_valid);");
  private static final Pattern STAGE = Pattern.compile("reg +(valid_\\d+);");

  private final String text;
  private final Taps taps = new Taps();
  private final List<String> ranges = new ArrayList<>();

  private Units(String text) {
    this.text = text;
  }

  /** The unit of a layer that has one. */
  static StreamBlock of(LayerPlan plan) {
    if (plan instanceof PoolPlan pool) {
      int positions = pool.layer().patches().window().positions();
      return block(() -> new PoolUnit(pool), positions, "in_valid & in_ready");
    }
    if (plan instanceof SumPlan sum) {
      return block(() -> new SumUnit(sum), 1, "in_0_valid & in_0_ready");
    }
    MatrixPlan matrix = plan.matrix().orElseThrow();
    return block(() -> new MatrixVectorUnit(matrix), matrix.synapseFold(), "in_valid & in_ready");
  }

  private static StreamBlock block(Supplier<Circuit> circuit, int steps, String enters) {
    Elaboration elaboration = Elaboration.of(circuit);
    SortedMap<String, String> modules = new TreeMap<>(elaboration.modules());
    modules.computeIfPresent("BitwrightRam", (name, text) -> Induction.resource("WatchedRam"));
    modules.computeIfPresent("BitwrightRom", (name, text) -> Induction.resource("AnyRom"));
    String top = elaboration.top();
    Units unit = new Units(modules.get(top));
    return new StreamBlock(top, modules, unit.binding(top, modules, steps, enters));
  }

  private Binding binding(String top, SortedMap<String, String> modules, int steps, String enters) {
    Matcher buffer = BUFFER.matcher(text);
    boolean buffered = buffer.find();
    int replays = buffered ? Integer.parseInt(buffer.group(2)) : 1;
    List<String> inside = new ArrayList<>();
    int most = 0;
    if (buffered) {
      inside.add(stored(steps, replays));
      most += 2 * steps * replays;
    }
    for (String step : all(STEP, text)) {
      inside.add("%s".formatted(step));
      most++;
    }
    for (String counter : List.of("column", "position")) {
      if (text.contains(" " + counter + ";")) {
        inside.add(counter);
        ranges.add("%s < %d".formatted(counter, steps));
        most += steps - 1;
      }
    }
    List<String> results = new ArrayList<>(all(RESULT, text));
    Matcher requantizer = REQUANTIZER.matcher(text);
    if (requantizer.find()) {
      all(STAGE, modules.get(requantizer.group(1)))
          .forEach(stage -> results.add(tap("requantizer." + stage, 1)));
    }
    results.add(tap("queue.head_valid", 1));
    results.add(tap("queue.spare_valid", 1));
    ranges.add("(\\queue.head_valid | ~\\queue.spare_valid )");
    for (String result : results) {
      inside.add("%d * %s".formatted(steps, result));
      most += steps;
    }
    Matcher output = OUTPUT.matcher(text);
    if (!output.find()) {
      throw new IllegalStateException("no output queue in\n" + text);
    }
    String sum = inside.stream().map("(%s)"::formatted).collect(Collectors.joining(" + "));
    return new Binding(
        top,
        "UnitProof",
        ".WIDTH(%s), .STEPS(%d), .REPLAYS(%d), .MOST(%d)"
            .formatted(output.group(1), steps, replays, most),
        ".enters(%s), ".formatted(enters),
        taps.declarations()
            + "  wire [%d:0] inside = %s;%n".formatted(bitsFor(most + 1), sum)
            + "  wire in_range = %s;%n".formatted(String.join(" & ", ranges)));
  }

  /** The steps that the buffer has still to give; counters of length 1 are not there. */
  private String stored(int steps, int replays) {
    String filled = tap("buffer.filled", 2);
    String written = "0";
    String read = "0";
    if (steps > 1) {
      int bits = bitsFor(steps);
      written = tap("buffer.write_word", bits);
      String word = tap("buffer.read_word", bits);
      read = word;
      ranges.add("%s < %d & %s < %d".formatted(written, steps, word, steps));
    }
    String replay = "0";
    if (replays > 1) {
      replay = tap("buffer.replay", bitsFor(replays));
      ranges.add("%s < %d".formatted(replay, replays));
    }
    ranges.add("%s < 3".formatted(filled));
    ranges.add("(%s < 2 | %s == 0)".formatted(filled, written));
    ranges.add("(%s != 0 | %s == 0 & %s == 0)".formatted(filled, replay, read));
    return "%d * (%d * %s + %s) - (%d * %s + %s)"
        .formatted(replays, steps, filled, written, steps, replay, read);
  }

  private String tap(String signal, int width) {
    taps.declare(signal, width);
    return "\\" + signal + " ";
  }

  private static List<String> all(Pattern register, String text) {
    return register.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static int bitsFor(int length) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
  }
}
