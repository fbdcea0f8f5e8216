package bitwright.arith.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.fabric.Cell;
import bitwright.arith.fabric.Lut;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.TruthTable;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.WithZeroFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductTest {
  private static final String[] NAMES = {
    "int2",
    "int4",
    "int8",
    "uint1",
    "uint3",
    "uint8",
    "int5n",
    "bipolar1",
    "bipolar3",
    "ternary",
    "pot2",
    "pot4",
    "pot3z",
    "pot5z",
    "e2m1",
    "e3m2",
    "e2m3",
    "e4m3fn",
    "e5m2",
    "e3m0",
    "ue2m2"
  };

  private static Format format(String name) {
    return name.endsWith("+0")
        ? new WithZeroFormat(FormatNames.parse(name.substring(0, name.length() - 2)))
        : FormatNames.parse(name);
  }

  private static List<Format> formats() {
    List<Format> formats = new ArrayList<>();
    for (String name : NAMES) {
      formats.add(format(name));
    }
    for (String name : List.of("bipolar1+0", "bipolar2+0", "pot3+0")) {
      formats.add(format(name));
    }
    return formats;
  }

  @Test
  void everyPairOfCodesHasTheProductOfItsImages() {
    ProductBench bench = new ProductBench();
    List<Format> formats = formats();
    long promised = 0;
    int netlists = 0;
    for (int i = 0; i < formats.size(); i++) {
      for (int j = i; j < formats.size(); j++) {
        Format a = formats.get((i + j) % 2 == 0 ? i : j);
        Format b = formats.get((i + j) % 2 == 0 ? j : i);
        bench.check(a, b, Product.netlist(a, b));
        promised += numbers(a) * numbers(b);
        netlists++;
      }
    }
    assertEquals(300, netlists);
    assertEquals(promised, bench.pairs);
    assertNull(bench.first);
  }

  /** Every structure of a pair, whether or not it is the least. */
  @Test
  void everyStructureComputesTheProduct() {
    ProductBench bench = new ProductBench();
    int structures = 0;
    for (String[] pair :
        new String[][] {
          {"e2m1", "e2m1"},
          {"e2m3", "e2m3"},
          {"e3m2", "e2m1"},
          {"e4m3", "e3m2"},
          {"int6", "pot4"},
          {"pot4z", "e4m1"},
          {"bipolar1", "e2m3"},
          {"uint4", "e3m1"},
          {"int4", "e4m1"}
        }) {
      Format a = format(pair[0]);
      Format b = format(pair[1]);
      for (int absorb = 2; absorb <= 6; absorb++) {
        for (ProductStructure structure : ProductStructure.all(a, b, absorb)) {
          bench.check(a, b, Product.complete(a, b, structure));
          structures++;
        }
      }
    }
    assertNull(bench.first);
    assertEquals(true, structures > 300, structures + " structures");
  }

  private static long numbers(Format format) {
    long count = 0;
    for (int code = 0; code < format.codes(); code++) {
      count += format.isNumber(code) ? 1 : 0;
    }
    return count;
  }

  @Test
  void aWrongRowOfAnyTableIsSeen() {
    Format a = format("e2m3");
    Format b = format("e3m0");
    Netlist right = Product.netlist(a, b);
    int planted = 0;
    int seen = 0;
    for (int i = 0; i < right.cells().size(); i++) {
      if (right.cells().get(i) instanceof Lut lut && !lut.isDual()) {
        planted++;
        ProductBench bench = new ProductBench();
        bench.check(a, b, withInvertedTable(right, i, lut));
        seen += bench.wrong > 0 ? 1 : 0;
      }
    }
    assertNotEquals(0, planted);
    assertEquals(planted, seen);
  }

  private static Netlist withInvertedTable(Netlist netlist, int cell, Lut lut) {
    List<Cell> cells = new ArrayList<>(netlist.cells());
    TruthTable inverted = lut.tables().get(0).not();
    cells.set(cell, new Lut(lut.inputs(), List.of(inverted), lut.outputs()));
    return netlist.with(cells);
  }

  @Test
  void rowsOfNoOrSevenNetsAreRefused() {
    Format a = format("int4");
    assertThrows(IllegalArgumentException.class, () -> Product.of(a, a, 1));
    assertThrows(IllegalArgumentException.class, () -> Product.of(a, a, 7));
  }
}
