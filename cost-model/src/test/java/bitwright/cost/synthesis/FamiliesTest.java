package bitwright.cost.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.Resources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Several designs in one run, for each family. */
class FamiliesTest {
  private static final Source SUM =
      source(
          "sum",
          """
          module sum(input clock, input [7:0] a, b, output [8:0] y);
            sum_part part(clock, a, b, y);
          endmodule
          module sum_part(input clock, input [7:0] a, b, output reg [8:0] y);
            always @(posedge clock) y <= a + b;
          endmodule
          """);
  private static final Source MEMORY =
      source(
          "memory",
          """
          module memory(input clock, we, input [8:0] wa, ra, input [15:0] d, output reg [15:0] y);
            reg [15:0] words[0:511];
            always @(posedge clock) begin
              if (we) words[wa] <= d;
              y <= words[ra];
            end
          endmodule
          """);
  private static final Source CELLS =
      source(
          "cells",
          """
          module cells(input a, b, c, d, e, output x, y);
            LUT6_2 #(.INIT(64'h6996966996696996)) both(
                .I0(a), .I1(b), .I2(c), .I3(d), .I4(e), .I5(1'b1), .O6(x), .O5(y));
          endmodule
          """);

  private static Source source(String top, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Source(top, new TreeMap<>(Map.of(top + ".sv", bytes)));
  }

  private static Map<String, Resources> run(Family family, Source... designs) {
    return Yosys.installed(family).synthesizeAll(List.of(designs), 0);
  }

  @Test
  void everyDesignIsFlatInItself() {
    Map<String, Resources> xc7 = run(Family.XC7, SUM, MEMORY, CELLS);
    assertEquals(new Resources(8, 9, 3, 0, 0), xc7.get("sum"));
    assertEquals(new Resources(0, 0, 0, 1, 0), xc7.get("memory"));
    assertEquals(1, xc7.get("cells").lut());
    Map<String, Resources> xcup = run(Family.XCUP, SUM, MEMORY, CELLS);
    assertEquals(8, xcup.get("sum").lut());
    assertEquals(9, xcup.get("sum").ff());
    assertEquals(new Resources(0, 0, 0, 1, 0), xcup.get("memory"));
    assertEquals(1, xcup.get("cells").lut());
    Map<String, Resources> ice40 = run(Family.ICE40, SUM, MEMORY);
    assertTrue(ice40.get("sum").carry() >= 7, ice40.toString());
    assertEquals(9, ice40.get("sum").ff());
    assertEquals(2, ice40.get("memory").blockRam());
  }

  @Test
  void aDesignThatFailsEndsTheRun() {
    Source broken = source("broken", "module broken(input a); nonsense endmodule\n");
    assertThrows(SynthesisException.class, () -> run(Family.ICE40, SUM, broken));
  }

  @Test
  void filesOfTheSameNameMustBeTheSame() {
    Source other = source("sum", "module sum(); endmodule\n");
    var e = assertThrows(SynthesisException.class, () -> run(Family.ICE40, SUM, other));
    assertTrue(e.getMessage().contains("different files named sum.sv"), e.getMessage());
    assertNotEquals(SUM.digest(), other.digest());
    assertEquals(12, SUM.digest().length());
  }
}
