package bitwright.explore.calibration;

import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Accumulator;
import bitwright.cost.primitive.Adder;
import bitwright.cost.primitive.Comparator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Ram;
import bitwright.cost.primitive.Rom;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Building blocks that no unit consists of alone: adders, accumulators, comparators, counters and
 * memories, as the generated units contain them.
 */
final class VerilogDesigns {
  private final Random random;
  private final List<CalibrationDesign> designs = new ArrayList<>();

  private VerilogDesigns(Random random) {
    this.random = random;
  }

  /** All of them. */
  static List<CalibrationDesign> all() {
    VerilogDesigns all = new VerilogDesigns(new Random(11));
    all.adders();
    all.comparators();
    all.counters();
    all.rams();
    all.roms();
    return all.designs;
  }

  /** One more of a primitive at a time. */
  static Map<String, Supplier<CalibrationDesign>> draws(Random random) {
    VerilogDesigns all = new VerilogDesigns(random);
    Draw draw = new Draw(random);
    Map<String, Runnable> adding =
        Map.of(
            "adder", () -> all.adder(draw),
            "accumulator", () -> all.accumulator(draw),
            "comparator", () -> all.comparator(draw.between(3, 20), false),
            "comparator-constant", () -> all.constantComparator(draw),
            "counter", () -> all.counter(draw.octaves(3, 4096)),
            "ram", () -> all.ram(draw.octaves(8, 2048), draw.between(2, 61)),
            "rom", () -> all.rom(draw));
    Map<String, Supplier<CalibrationDesign>> draws = new TreeMap<>();
    adding.forEach((name, add) -> draws.put(name, () -> Draw.added(all.designs, add)));
    return draws;
  }

  private void adder(Draw draw) {
    int left = draw.between(3, 32);
    adder(left, draw.between(Math.max(2, left / 2), left));
  }

  private void accumulator(Draw draw) {
    int bits = draw.between(4, 32);
    accumulator(bits, Math.max(2, draw.between(bits / 2, bits - 2)), draw.random().nextBoolean());
  }

  private void constantComparator(Draw draw) {
    int bits = draw.between(4, 24);
    comparator(bits, draw.between(1, (1 << bits - 1) - 1));
  }

  private void rom(Draw draw) {
    String contents = draw.of(List.of("weights", "thresholds", "thresholds"));
    rom(draw.octaves(8, 1280), draw.between(2, 41), contents);
  }

  private void adders() {
    for (int left : List.of(3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 32)) {
      adder(left, left);
      adder(left, Math.max(2, left - 1 - random.nextInt(left / 2)));
    }
    for (int bits : List.of(4, 6, 8, 10, 11, 12, 14, 16, 18, 20, 22, 24, 28, 32)) {
      accumulator(bits, Math.max(2, bits - 2 - random.nextInt(bits / 2)), true);
      accumulator(bits, Math.max(2, bits - 2 - random.nextInt(bits / 2)), false);
    }
  }

  private void adder(int left, int right) {
    int sum = left + 1;
    add(
        "adder",
        "left=%d right=%d".formatted(left, right),
        "input signed [%d:0] a, input signed [%d:0] b, output reg signed [%d:0] y"
            .formatted(left - 1, right - 1, sum - 1),
        "always @(posedge clock) y <= a + b;",
        t -> t.price(Adder.of(t.family(), left, right, sum)).plusFfs(sum));
  }

  private void accumulator(int bits, int input, boolean signed) {
    designs.add(
        new CalibrationDesign(
            "accumulator",
            "bits=%d input=%d signed=%b".formatted(bits, input, signed),
            () -> Rtl.of(() -> new AccumulatorCircuit(bits, input, signed)),
            t -> t.price(Accumulator.of(t.family(), bits, signed)).plusFfs(input)));
  }

  private void comparators() {
    for (int bits = 3; bits <= 20; bits++) {
      comparator(bits, true);
    }
    for (int bits = 4; bits <= 24; bits += 2) {
      comparator(bits, (1 << bits - 1) / 3 | 1);
    }
  }

  private void comparator(int bits, boolean signed) {
    add(
        "comparator",
        "bits=" + bits + (signed ? "" : " signed=false"),
        "input %s [%d:0] a, b, output reg y".formatted(signed ? "signed" : "", bits - 1),
        "always @(posedge clock) y <= a >= b;",
        t -> t.price(Comparator.variable(t.family(), bits)).plusFfs(1));
  }

  private void comparator(int bits, int constant) {
    add(
        "comparator-constant",
        "bits=%d constant=%d".formatted(bits, constant),
        "input signed [%d:0] a, output reg y".formatted(bits - 1),
        "always @(posedge clock) y <= a >= %d;".formatted(constant),
        t ->
            t.price(Comparator.constant(t.family(), bits, BigInteger.valueOf(constant)))
                .plusFfs(1));
  }

  private void counters() {
    for (int length :
        List.of(
            3, 5, 7, 8, 9, 10, 14, 16, 20, 27, 28, 32, 49, 64, 100, 128, 196, 256, 392, 512, 784,
            1000, 1024, 4096)) {
      counter(length);
    }
  }

  private void counter(int length) {
    int bits = Counter.bits(length);
    add(
        "counter",
        "length=" + length,
        "input reset, enable, output reg [%d:0] y, output last".formatted(bits - 1),
        """
        assign last = y == %d;
        always @(posedge clock) if (reset) y <= 0; else if (enable) y <= last ? 0 : y + 1;\
        """
            .formatted(length - 1),
        t -> t.price(Counter.of(t.family(), length)));
  }

  private void rams() {
    int[] depths = {8, 16, 24, 32, 48, 64, 96, 128, 200, 256, 400, 512, 784, 1024, 2048};
    for (int depth : depths) {
      for (int i = 0; i < 3; i++) {
        ram(depth, 2 + random.nextInt(i == 0 ? 12 : 60));
      }
    }
  }

  private void ram(int depth, int width) {
    designs.add(
        new CalibrationDesign(
            "ram",
            "depth=%d width=%d".formatted(depth, width),
            () -> Rtl.of(() -> new RamCircuit(width, depth)),
            t -> t.price(Ram.of(t.family(), depth, width))));
  }

  private void roms() {
    int[] depths = {8, 16, 32, 49, 64, 100, 128, 196, 256, 392, 512, 784, 1024, 1280};
    for (int depth : depths) {
      for (int i = 0; i < 3; i++) {
        rom(depth, 2 + random.nextInt(i == 0 ? 10 : 40), i == 0 ? "weights" : "thresholds");
      }
    }
  }

  private void rom(int depth, int width, String contents) {
    int address = Luts.ceilLog2(depth);
    List<BigInteger> words = new ArrayList<>();
    StringBuilder fill = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      BigInteger word =
          contents.equals("weights") ? new BigInteger(width, random) : threshold(i, width);
      words.add(word);
      fill.append("    memory[%d] = %d'h%s;\n".formatted(i, width, word.toString(16)));
    }
    add(
        "rom",
        "depth=%d width=%d contents=%s".formatted(depth, width, contents),
        "input enable, input [%d:0] a, output reg [%d:0] y".formatted(address - 1, width - 1),
        """
        reg [%d:0] memory[0:%d];
          initial begin
        %s  end
        always @(posedge clock) if (enable) y <= memory[a];\
        """
            .formatted(width - 1, depth - 1, fill),
        t -> t.price(new Rom(t.family(), words).cost()));
  }

  /** A search's thresholds: in every eight words one of each eighth of the range, in order. */
  private BigInteger threshold(int address, int width) {
    BigInteger range = BigInteger.ONE.shiftLeft(width);
    BigInteger eighth = range.shiftRight(3).max(BigInteger.ONE);
    BigInteger within = new BigInteger(width, random).mod(eighth);
    return eighth.multiply(BigInteger.valueOf(address % 8)).add(within).mod(range);
  }

  private void add(
      String primitive,
      String parameters,
      String ports,
      String body,
      Function<Technology, Resources> formula) {
    String name = (primitive + "_" + parameters).replaceAll("\\W", "_");
    designs.add(
        new CalibrationDesign(primitive, parameters, () -> Rtl.of(name, ports, body), formula));
  }
}
