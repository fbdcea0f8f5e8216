package bitwright.cost.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YosysTest {

  private static final String REPORT =
      """

      === sub ===
           FDRE                            9

      === top ===

         Number of wires:                 12
         Number of cells:                100
           CARRY4                          3
           DSP48E1                         1
           FDRE                           20
           FDSE                            2
           INV                             5
           LUT2                           10
           LUT6                            7
           RAM32M                          2
           RAMB18E1                        3
           RAMB36E1                        2
           SRL16E                          4

         Estimated number of LCs:         22
      """;

  @Test
  void cellsBecomeResources() {
    assertEquals(new Resources(10 + 7 + 8 + 4, 22, 3, 7, 1), CellCounts.parse(REPORT).resources());
  }

  @Test
  void aCellThatNothingCountsIsRefused() {
    String report = REPORT.replace("DSP48E1 ", "MUXF7   ");
    var e = assertThrows(SynthesisException.class, () -> CellCounts.parse(report).resources());
    assertTrue(e.getMessage().contains("MUXF7"), e.getMessage());
  }

  @Test
  void memoryFilesAreFoundAndTheToolNamesItself(@TempDir Path folder) throws IOException {
    Path rtl = Files.createDirectory(folder.resolve("a folder"));
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      words.append(Integer.toHexString(i * 37 % 256)).append('\n');
    }
    Files.writeString(rtl.resolve("words.hex"), words);
    Files.writeString(
        rtl.resolve("top.sv"),
        """
        module top(input clk, input [5:0] a, output reg [7:0] y);
          reg [7:0] memory[0:63];
          initial $readmemh("words.hex", memory);
          always @(posedge clk) y <= memory[a];
        endmodule
        """);
    Synthesis result = Yosys.installed().synthesize(rtl, "top");
    assertTrue(result.tool().startsWith("Yosys "), result.tool());
    assertEquals(0, result.resources().bram18());
    assertEquals(8, result.resources().ff());
    assertTrue(result.resources().lut() >= 5 && result.resources().lut() <= 8);
    assertTrue(
        Yosys.installed().leastOf(3, rtl, "top").resources().lut() <= result.resources().lut());
  }

  @Test
  void failuresAreOneSentence(@TempDir Path folder) throws IOException {
    assertThrows(SynthesisException.class, () -> Yosys.installed().synthesize(folder, "top"));
    Files.writeString(folder.resolve("top.sv"), "module top(input a, output y); oops endmodule\n");
    var e =
        assertThrows(SynthesisException.class, () -> Yosys.installed().synthesize(folder, "top"));
    assertTrue(e.getMessage().startsWith("yosys failed: "), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aMissingToolIsNamed(@TempDir Path folder) {
    Yosys missing = new Yosys("no-such-synthesizer", Duration.ofSeconds(5));
    var e = assertThrows(ToolMissingException.class, () -> missing.synthesize(folder, "top"));
    assertEquals("yosys", e.tool());
    assertTrue(e.getMessage().contains("apt-get install yosys"), e.getMessage());
  }

  @Test
  void aRunThatTakesTooLongIsStopped(@TempDir Path folder) throws IOException {
    Path slow = folder.resolve("slow");
    Files.writeString(slow, "#!/bin/sh\nsleep 60\n");
    assertTrue(slow.toFile().setExecutable(true));
    Yosys yosys = new Yosys(slow.toString(), Duration.ofMillis(50));
    var e = assertThrows(SynthesisException.class, () -> yosys.synthesize(folder, "top"));
    assertTrue(e.getMessage().contains("longer than"), e.getMessage());
  }
}
