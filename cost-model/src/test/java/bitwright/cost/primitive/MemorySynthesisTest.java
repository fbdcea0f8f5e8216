package bitwright.cost.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.synthesis.Yosys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Memories of every family against Yosys: block memories and flip-flops to the last one, LUTs
 * within a twentieth over all of them and within an eighth for each, but for three kinds whose
 * limits say what was measured.
 */
class MemorySynthesisTest {
  private static final int LUT_SLACK = 4;
  private static final double LUT_LIMIT = 0.12;

  /** 196 random words of 12 bits take 62 LUTs, 200 take 76 to 86. */
  private static final double ODD_ROM_LIMIT = 0.25;

  /** 128 random words of 49 bits: 151 LUTs on the 7-series, by the formula, a mean, 176. */
  private static final double ROM_LIMIT = 0.15;

  /** 3000 words of 12 bits on iCE40: 27 LUTs choose among block memories, by the formula 36. */
  private static final double SEVERAL_BLOCKS_LIMIT = 0.2;

  private static final int ONE_BLOCK_DEEP = 2048;
  private static final double SUM_LIMIT = 0.05;

  private static final int[][] RAMS = {
    {4, 1}, {8, 4}, {32, 15}, {64, 16}, {128, 49}, {200, 12}, {300, 20}, {600, 40}, {3000, 12}
  };

  private static final int[][] ROMS = {
    {32, 14}, {64, 16}, {128, 49}, {200, 12}, {512, 36}, {1500, 9}, {5000, 5}
  };

  private final Random random = new Random(11);
  private final List<Memory> memories = new ArrayList<>();

  private record Memory(String name, String verilog, Primitive formula, double limit) {}

  @ParameterizedTest
  @EnumSource(Family.class)
  void memoriesCostWhatTheirFormulasSay(Family family, @TempDir Path folder) throws IOException {
    for (int[] shape : RAMS) {
      ram(family, shape[0], shape[1]);
    }
    for (int[] shape : ROMS) {
      rom(family, shape[0], shape[1]);
    }
    for (Memory memory : memories) {
      Files.writeString(folder.resolve(memory.name() + ".sv"), memory.verilog());
    }
    Map<String, Resources> found =
        Yosys.installed(family)
            .synthesizeEach(folder, memories.stream().map(Memory::name).toList());
    assertEquals(RAMS.length + ROMS.length, found.size());
    List<String> wrong = new ArrayList<>();
    int planted = 0;
    int said = 0;
    int counted = 0;
    for (Memory memory : memories) {
      Resources price = Technology.uncorrected(family).price(memory.formula());
      Resources cells = found.get(memory.name());
      if (!same(price, cells, memory.limit())) {
        wrong.add("%s: formula %s, Yosys %s".formatted(memory.name(), price, cells));
      }
      planted += same(price.plus(Resources.blockRams(1)), cells, memory.limit()) ? 0 : 1;
      said += price.lut();
      counted += cells.lut();
    }
    assertEquals(List.of(), wrong);
    assertEquals(memories.size(), planted);
    assertEquals(counted, said, SUM_LIMIT * counted, "LUTs of all");
    assertTrue(found.values().stream().mapToInt(Resources::blockRam).sum() > 4);
  }

  private static boolean same(Resources said, Resources found, double limit) {
    double most = LUT_SLACK + limit * found.lut();
    return said.blockRam() == found.blockRam()
        && said.ff() == found.ff()
        && Math.abs(said.lut() - found.lut()) <= most;
  }

  private void ram(Family family, int depth, int width) {
    String name = "ram_%d_%d".formatted(depth, width);
    memories.add(
        new Memory(
            name,
            """
            module %s(input clk, we, re, input [%2$d:0] wa, ra, input [%3$d:0] d, output reg [%3$d:0] y);
              (* no_rw_check *) reg [%3$d:0] memory[0:%4$d];
              always @(posedge clk) begin
                if (we) memory[wa] <= d;
                if (re) y <= memory[ra];
              end
            endmodule
            """
                .formatted(name, Luts.ceilLog2(depth) - 1, width - 1, depth - 1),
            Ram.of(family, depth, width),
            depth > ONE_BLOCK_DEEP ? SEVERAL_BLOCKS_LIMIT : LUT_LIMIT));
  }

  private void rom(Family family, int depth, int width) {
    String name = "rom_%d_%d".formatted(depth, width);
    List<BigInteger> words = new ArrayList<>();
    StringBuilder fill = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      BigInteger word = new BigInteger(width, random);
      words.add(word);
      fill.append("    memory[%d] = %d'h%s;\n".formatted(i, width, word.toString(16)));
    }
    memories.add(
        new Memory(
            name,
            """
            module %s(input clk, re, input [%2$d:0] a, output reg [%3$d:0] y);
              reg [%3$d:0] memory[0:%4$d];
              initial begin
            %5$s  end
              always @(posedge clk) if (re) y <= memory[a];
            endmodule
            """
                .formatted(name, Luts.ceilLog2(depth) - 1, width - 1, depth - 1, fill),
            new Rom(family, words).cost(),
            Integer.bitCount(depth) == 1 ? ROM_LIMIT : ODD_ROM_LIMIT));
  }
}
