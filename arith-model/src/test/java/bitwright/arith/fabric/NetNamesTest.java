package bitwright.arith.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.IntegerFormat;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.plan.Cells;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NetNamesTest {

  private static String printed() {
    DotProductSpec spec =
        new DotProductSpec(
            IntegerFormat.signed(4),
            IntegerFormat.unsigned(4),
            9,
            14,
            DotProductSpec.Accumulation.GATED,
            2);
    return NetlistVerilog.print(DotProductNetlist.of(spec).netlist(), "dot", Cells.LUT6_CARRY4);
  }

  @Test
  void numbersOfTheInputsAreWiresOfTheirOwnWithTheirSign() {
    assertTrue(printed().contains("wire signed [3:0] w8 = weights[35:32];"));
    assertTrue(printed().contains("wire [3:0] x8 = inputs[35:32];"));
  }

  @Test
  void everyNetIsNamedForWhatItIs() {
    Matcher wires = Pattern.compile("(?m)^  wire (\\[\\d+:\\d+] )?([^=;]*);").matcher(printed());
    int names = 0;
    while (wires.find()) {
      for (String name : wires.group(2).split(", ")) {
        assertTrue(
            name.matches(
                "unused|acc(_\\w+)?|(s\\d+_[afg]\\d+_(sum|s|di|co|m|bit|carry)|[wx]\\d+).*"),
            name);
        names++;
      }
    }
    assertTrue(names > 50, "only " + names);
  }

  @Test
  void everyStageSaysWhatItsChainsAddAndWhatTheyMake() {
    String text = printed();
    assertTrue(text.contains("// Stage 0: of the operands as they enter."));
    assertTrue(text.contains("// The heap, bits in each column from 2^0 up: 9 18 27 36 27 18 9 "));
    int told = 0;
    Pattern title = Pattern.compile("// (s\\d+_a\\d+): carry chain from (\\d+) bits? to (.*)");
    Matcher chains = title.matcher(text);
    while (chains.find()) {
      String after = text.substring(chains.end(), text.indexOf(";", chains.end()));
      long bits =
          after
              .lines()
              .filter(line -> line.contains("//   2^"))
              .mapToInt(l -> l.split(" \\+ ").length)
              .sum();
      assertEquals(Integer.parseInt(chains.group(2)), bits, chains.group());
      assertTrue(chains.group(3).contains(chains.group(1) + "_sum"), chains.group());
      told++;
    }
    assertTrue(told > 10, "only " + told);
  }

  @Test
  void registersOfABusAreOneArray() {
    assertTrue(
        printed()
            .contains(
                "FDRE #(.INIT(1'b0)) ff_acc [13:0] (.Q(acc), .C(clock), .CE(step), .D(acc_sum),"
                    + " .R(1'b0));"));
  }

  @Test
  void namesChangeNothingButNames() {
    NetlistBuilder plain = new NetlistBuilder();
    NetlistBuilder named = new NetlistBuilder();
    for (NetlistBuilder b : List.of(plain, named)) {
      List<Net> x = b.input("x", 6);
      if (b == named) {
        b.group(Group.of("x", Group.NONE));
        b.codes("x", "clock", 3, false);
      }
      Net and = b.lut(TruthTable.and(2), x.get(0), x.get(1));
      if (b == named) {
        b.bus(List.of(and), "", 0);
      }
      b.output("y", List.of(b.register(b.lut(TruthTable.xor(3), and, x.get(4), x.get(5)))));
    }
    assertEquals(plain.build().cells(), named.build().cells());
    String text = NetlistVerilog.print(named.build(), "m", Cells.LUT6_CARRY8);
    assertFalse(text.contains("wire clock"), text);
    assertTrue(text.contains("clock0 = x[2:0]"), text);
    assertEquals(text, NetlistVerilog.print(named.build(), "m", Cells.LUT6_CARRY8));
  }
}
