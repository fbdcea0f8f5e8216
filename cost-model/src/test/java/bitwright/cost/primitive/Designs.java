package bitwright.cost.primitive;

import bitwright.cost.Family;
import bitwright.cost.Technology;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small designs that pin the formulas of the primitives. */
final class Designs {
  private static final Technology STRUCTURE = Technology.uncorrected(Family.XC7);

  private final Random random = new Random(7);
  private final List<Design> designs = new ArrayList<>();

  /** All of them. */
  static List<Design> all() {
    Designs all = new Designs();
    all.adder(4, 4, 5);
    all.adder(8, 8, 9);
    all.adder(12, 8, 13);
    all.accumulator(8);
    all.comparator(3);
    all.comparator(5);
    all.comparator(8);
    all.comparator(13);
    all.comparator(16);
    all.counter(16, 0);
    all.counter(64, 2);
    all.counter(10, 1);
    all.counter(784, 4);
    all.ram(16, 24);
    all.ram(32, 196);
    all.ram(64, 16);
    all.ram(128, 49);
    all.ram(256, 36);
    all.ram(1024, 49);
    all.ram(2048, 16);
    all.rom(16, 9, 0);
    all.rom(64, 12, 0);
    all.rom(128, 8, 5);
    all.rom(256, 40, 20, 25);
    all.rom(512, 36, 0);
    all.rom(1024, 16, 0);
    all.rom(1024, 49, 0);
    all.rom(1280, 49, 12);
    return all.designs;
  }

  private void add(String name, String ports, String body, Primitive formula, int lutSlack) {
    designs.add(new Design(name, ports, body, STRUCTURE.price(formula), lutSlack));
  }

  private void adder(int left, int right, int sum) {
    add(
        "adder_%d_%d".formatted(left, right),
        "input signed [%d:0] a, input signed [%d:0] b, output reg signed [%d:0] y"
            .formatted(left - 1, right - 1, sum - 1),
        "always @(posedge clk) y <= a + b;",
        Adder.of(Family.XC7, left, right, sum).ffs(sum),
        0);
  }

  /** With the operands in the other order, which names decide, the gate of the total is saved. */
  private void accumulator(int bits) {
    add(
        "accumulator_" + bits,
        "input enable, first, input signed [%d:0] a, output reg signed [%d:0] y"
            .formatted(bits - 3, bits - 1),
        "always @(posedge clk) if (enable) y <= (y & {%d{~first}}) + a;".formatted(bits),
        Accumulator.of(Family.XC7, bits, true),
        bits);
  }

  private void comparator(int bits) {
    add(
        "comparator_" + bits,
        "input signed [%d:0] a, b, output reg y".formatted(bits - 1),
        "always @(posedge clk) y <= a >= b;",
        Comparator.variable(Family.XC7, bits).ffs(1),
        0);
  }

  private void counter(int length, int slack) {
    int bits = Counter.bits(length);
    add(
        "counter_" + length,
        "input reset, enable, output reg [%d:0] y, output last".formatted(bits - 1),
        """
        assign last = y == %d;
        always @(posedge clk) if (reset) y <= 0; else if (enable) y <= last ? 0 : y + 1;\
        """
            .formatted(length - 1),
        Counter.of(Family.XC7, length),
        slack);
  }

  private void ram(int depth, int width) {
    int address = Luts.ceilLog2(depth);
    add(
        "ram_%d_%d".formatted(depth, width),
        """
        input we, re, input [%d:0] wa, ra, input [%d:0] d, output reg [%d:0] y\
        """
            .formatted(address - 1, width - 1, width - 1),
        """
        reg [%d:0] memory[0:%d];
        always @(posedge clk) begin
          if (we) memory[wa] <= d;
          if (re) y <= memory[ra];
        end\
        """
            .formatted(width - 1, depth - 1),
        Ram.of(Family.XC7, depth, width),
        0);
  }

  private void rom(int depth, int width, int slack) {
    rom(depth, width, width, slack);
  }

  /** Bits above the changing ones are 1 in every word. */
  private void rom(int depth, int width, int changing, int slack) {
    int address = Luts.ceilLog2(depth);
    List<BigInteger> words = new ArrayList<>();
    StringBuilder fill = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      BigInteger ones = BigInteger.ONE.shiftLeft(width - changing).subtract(BigInteger.ONE);
      BigInteger word = new BigInteger(changing, random).or(ones.shiftLeft(changing));
      words.add(word);
      fill.append("    memory[%d] = %d'h%s;\n".formatted(i, width, word.toString(16)));
    }
    add(
        "rom_%d_%d_%d".formatted(depth, width, changing),
        "input enable, input [%d:0] a, output reg [%d:0] y".formatted(address - 1, width - 1),
        """
        reg [%d:0] memory[0:%d];
          initial begin
        %s  end
        always @(posedge clk) if (enable) y <= memory[a];\
        """
            .formatted(width - 1, depth - 1, fill),
        new Rom(Family.XC7, words).cost(),
        slack);
  }
}
