package bitwright.tables;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import bitwright.arith.product.Product;
import bitwright.tables.LutDesign.Sketch;
import java.util.ArrayList;
import java.util.List;

/** The functions of the table. */
final class LutDesigns {

  private static final int TERMS = 16;
  private static final int ACCUMULATOR = 32;

  private LutDesigns() {}

  /** All of them, in order. */
  static List<LutDesign> all() {
    List<LutDesign> all = new ArrayList<>();
    all.add(dot(2, 141));
    all.add(dot(3, 262));
    all.add(dot(4, 426));
    all.add(dot(8, 1603));
    all.add(matches(64, 78));
    all.add(matches(128, 156));
    all.add(matches(256, 308));
    all.add(minifloat("e2m1", 2, 1, 25));
    all.add(minifloat("e3m2", 3, 2, 58));
    all.add(minifloat("e2m3", 2, 3, 59));
    all.add(minifloat("e4m3", 4, 3, 114));
    all.add(minifloat("e5m2finite", 5, 2, 165));
    all.add(shift());
    return all;
  }

  private static Format of(String name) {
    return FormatNames.parse(name);
  }

  private static LutDesign dot(int bits, int target) {
    Format format = of("int" + bits);
    String sketch = "d16_%1$dx%1$d".formatted(bits);
    // The sketch's heap stands alone: one LUT for every AND and accumulator bit more.
    int ands = TERMS * bits * bits;
    return new LutDesign(
        "16-term dot product, INT%d, 32-bit accumulator".formatted(bits),
        target,
        () -> dot(format, TERMS, ACCUMULATOR, Accumulation.RESETTABLE),
        PlainVerilog.dot(TERMS, bits, false),
        PlainVerilog.dot(TERMS, bits, true),
        Sketch.of(sketch, ands + ACCUMULATOR));
  }

  private static Netlist dot(Format format, int terms, int bits, Accumulation accumulation) {
    return DotProductNetlist.of(new DotProductSpec(format, format, terms, bits, accumulation, 0))
        .netlist();
  }

  private static LutDesign matches(int bits, int target) {
    int width = 32 - Integer.numberOfLeadingZeros(bits);
    return new LutDesign(
        "XNOR popcount of %d bits".formatted(bits),
        target,
        () -> dot(of("bipolar1"), bits, width, Accumulation.NONE),
        PlainVerilog.matches(bits, false),
        PlainVerilog.matches(bits, true),
        Sketch.of());
  }

  private static LutDesign minifloat(String format, int exponent, int mantissa, int target) {
    int product = 2 * (mantissa + 1 + (1 << exponent) - 2);
    int width = product + 1 + 8;
    String name = "E%dM%d".formatted(exponent, mantissa);
    return new LutDesign(
        "MAC, %s, %d-bit accumulator".formatted(name, width),
        target,
        () -> Product.mac(of(format), of(format), width),
        PlainVerilog.minifloat(exponent, mantissa, width, false),
        PlainVerilog.minifloat(exponent, mantissa, width, true),
        Sketch.of("fmacs_" + name, "fmaci_" + name, "fmacn_" + name, "fmact_" + name));
  }

  private static LutDesign shift() {
    return new LutDesign(
        "MAC, DenseShift 8 × 4 bits, 32-bit accumulator",
        48,
        () -> Product.mac(of("pot4"), of("int8"), ACCUMULATOR),
        PlainVerilog.shift(false),
        PlainVerilog.shift(true),
        Sketch.of("shmac_8x4", "shmacx_8x4"));
  }
}
