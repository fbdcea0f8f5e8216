package bitwright.explore.calibration;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import bitwright.arith.product.Product;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.synthesis.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Netlists of a family's own cells: products with an accumulator, and dot products. Their cells are
 * counted, not estimated.
 */
final class CellDesigns {
  private static final List<String> FORMATS =
      List.of("int2", "int3", "int4", "int8", "uint4", "e2m1", "e3m2", "e2m3", "e4m3fn", "pot4");

  private static final List<String> PAIRS =
      List.of(
          "bipolar1 bipolar1", "int2 int2", "int3 int3", "int4 int4", "int4 uint4", "int8 int8");

  private final Random random;
  private final List<CalibrationDesign> designs = new ArrayList<>();
  private final Family family;

  private CellDesigns(Family family, Random random) {
    this.family = family;
    this.random = random;
  }

  /** All of them. */
  static List<CalibrationDesign> all(Family family) {
    CellDesigns all = new CellDesigns(family, new Random(15));
    all.macs();
    all.dotProducts();
    return all.designs;
  }

  /** One more of a primitive at a time. */
  static Map<String, Supplier<CalibrationDesign>> draws(Family family, Random random) {
    CellDesigns all = new CellDesigns(family, random);
    Draw draw = new Draw(random);
    return Map.of(
        "cell-mac",
        () -> Draw.added(all.designs, () -> all.mac(draw.of(FORMATS), draw.of(FORMATS))),
        "cell-dot-product",
        () -> Draw.added(all.designs, () -> all.dotProduct(draw)));
  }

  private void dotProduct(Draw draw) {
    String pair = draw.of(PAIRS);
    dotProduct(pair, pair.startsWith("bipolar1") ? draw.octaves(8, 128) : draw.octaves(3, 16));
  }

  private void macs() {
    Set<List<String>> pairs = new LinkedHashSet<>();
    while (pairs.size() < 24) {
      String first = FORMATS.get(random.nextInt(FORMATS.size()));
      pairs.add(List.of(first, FORMATS.get(random.nextInt(FORMATS.size()))));
    }
    for (List<String> pair : pairs) {
      mac(pair.get(0), pair.get(1));
    }
  }

  private void mac(String first, String second) {
    Format a = FormatNames.parse(first);
    Format b = FormatNames.parse(second);
    int width = Product.range(a, b).signedBits() + 2 + random.nextInt(12);
    add(
        "cell-mac",
        "a=%s b=%s width=%d".formatted(a.name(), b.name(), width),
        () -> Product.mac(a, b, width));
  }

  private void dotProducts() {
    for (String pair : PAIRS) {
      boolean xnor = pair.startsWith("bipolar1");
      for (int terms : xnor ? List.of(8, 32, 64, 128) : List.of(3, 4, 8, 16)) {
        dotProduct(pair, terms);
      }
    }
  }

  private void dotProduct(String pair, int terms) {
    Format weight = FormatNames.parse(pair.split(" ")[0]);
    Format input = FormatNames.parse(pair.split(" ")[1]);
    boolean accumulate = random.nextBoolean();
    int bits = pair.startsWith("bipolar1") ? 8 : Product.range(weight, input).times(terms).bits();
    DotProductSpec spec =
        new DotProductSpec(
            weight,
            input,
            terms,
            bits + (accumulate ? 6 : 0),
            accumulate ? Accumulation.GATED : Accumulation.NONE,
            2);
    add(
        "cell-dot-product",
        "formats=%s terms=%d sum=%d accumulates=%b"
            .formatted(pair.replace(' ', '+'), terms, spec.sumBits(), accumulate),
        () -> DotProductNetlist.of(spec).netlist());
  }

  private void add(String primitive, String parameters, Supplier<Netlist> netlist) {
    String top = MapDesigns.identifier(primitive + " " + parameters);
    designs.add(
        new CalibrationDesign(
            primitive,
            parameters,
            () -> source(top, netlist.get()),
            t -> counted(t.family(), netlist.get())));
  }

  private Source source(String top, Netlist netlist) {
    byte[] text =
        NetlistVerilog.print(netlist, top, family.cells()).getBytes(StandardCharsets.UTF_8);
    return new Source(top, new TreeMap<>(Map.of(top + ".sv", text)));
  }

  private static Resources counted(Family family, Netlist netlist) {
    return new Resources(netlist.luts(), netlist.ffs(), netlist.carries(family.carryBits()), 0, 0);
  }
}
