package bitwright.explore.calibration;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.cost.Family;
import bitwright.cost.engine.UnitCosts;
import bitwright.cost.primitive.Product;
import bitwright.hw.Generator;
import bitwright.hw.engine.DotProduct;
import bitwright.hw.engine.MatrixVectorUnit;
import bitwright.hw.engine.MemoryFiles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What computes: products, dot products, requantizers and whole matrix-vector units. */
final class MatrixDesigns {
  private static final List<String> FORMATS =
      List.of(
          "int2",
          "int3",
          "int4",
          "int5",
          "int6",
          "int8",
          "uint2",
          "uint4",
          "uint8",
          "e2m1",
          "e3m2",
          "e2m3",
          "e4m3fn",
          "e5m2",
          "ue2m2",
          "pot3",
          "pot4",
          "pot4z",
          "bipolar1",
          "bipolar2",
          "ternary");

  private static final List<String> PAIRS =
      List.of(
          "bipolar1 bipolar1",
          "int2 int2",
          "int4 int4",
          "int4 uint4",
          "int8 int8",
          "int3 uint4",
          "e2m1 e2m1",
          "e3m2 e3m2",
          "pot4 uint4",
          "ternary int4",
          "bipolar1 int4");

  private static final List<String> OUTPUTS =
      List.of("bipolar1", "uint2", "int2", "int3", "uint4", "int4", "e2m1", "e3m2", "pot3");

  private final Random random;
  private final List<CalibrationDesign> designs = new ArrayList<>();

  private MatrixDesigns(Random random) {
    this.random = random;
  }

  /** All of them, with arithmetic as a family has it. */
  static List<CalibrationDesign> all(Family family) {
    MatrixDesigns all = new MatrixDesigns(new Random(14));
    all.products();
    all.dotProducts();
    all.requantizers();
    for (Units units : Units.of(family)) {
      for (String pair : units.pairs()) {
        for (int i = 0; i < 3; i++) {
          all.unit(units.primitive(), pair, units.implementation());
        }
      }
    }
    return all.designs;
  }

  /**
   * Units that are made alike.
   *
   * @param primitive what they are called
   * @param pairs formats of weights and inputs
   * @param implementation how they are made
   */
  private record Units(String primitive, List<String> pairs, Implementation implementation) {

    static List<Units> of(Family family) {
      List<Units> all = new ArrayList<>();
      all.add(new Units("matrix-vector", PAIRS, Implementation.PORTABLE));
      if (family.xilinx()) {
        Cells cells = family.cells();
        all.add(new Units("matrix-vector-cells", PAIRS, Implementation.of(cells)));
        all.add(
            new Units(
                "matrix-vector-dsp",
                List.of("int4 int4", "int8 int8", "int8 uint8"),
                new Implementation(cells, Multipliers.DSP, MemoryKind.AUTO)));
        all.add(
            new Units(
                "matrix-vector-block",
                List.of("int4 uint4", "int2 int2"),
                new Implementation(cells, Multipliers.LUT, MemoryKind.BLOCK)));
      }
      return all;
    }
  }

  /** One more of a primitive at a time. */
  static Map<String, Supplier<CalibrationDesign>> draws(Family family, Random random) {
    MatrixDesigns all = new MatrixDesigns(random);
    Draw draw = new Draw(random);
    Map<String, Runnable> adding = new TreeMap<>();
    adding.put("product", () -> all.product(draw.of(FORMATS), draw.of(FORMATS)));
    adding.put("dot-product", () -> all.dotProduct(draw));
    adding.put("requantizer", () -> all.requantizer(draw.of(OUTPUTS), draw.octaves(1, 16)));
    for (Units units : Units.of(family)) {
      adding.put(
          units.primitive(),
          () -> all.unit(units.primitive(), draw.of(units.pairs()), units.implementation()));
    }
    Map<String, Supplier<CalibrationDesign>> draws = new TreeMap<>();
    adding.forEach((name, add) -> draws.put(name, () -> Draw.added(all.designs, add)));
    return draws;
  }

  private void dotProduct(Draw draw) {
    String pair = draw.of(PAIRS);
    boolean xnor = pair.equals("bipolar1 bipolar1");
    dotProduct(pair, xnor ? draw.octaves(8, 128) : draw.octaves(2, pair.contains("8") ? 8 : 16));
  }

  private void products() {
    Set<List<String>> pairs = new LinkedHashSet<>();
    for (String format : FORMATS) {
      pairs.add(List.of(format, format));
    }
    while (pairs.size() < 60) {
      String first = FORMATS.get(random.nextInt(FORMATS.size()));
      String second = FORMATS.get(random.nextInt(FORMATS.size()));
      if (!pairs.contains(List.of(second, first))) {
        pairs.add(List.of(first, second));
      }
    }
    for (List<String> pair : pairs) {
      product(pair.get(0), pair.get(1));
    }
  }

  private void product(String first, String second) {
    Format a = FormatNames.parse(first);
    Format b = FormatNames.parse(second);
    designs.add(
        new CalibrationDesign(
            "product",
            "a=%s b=%s".formatted(a.name(), b.name()),
            () -> Rtl.of(Generator.product(a, b)),
            t -> t.price(Product.of(t.family(), a, b))));
  }

  private void dotProducts() {
    for (String pair : PAIRS) {
      boolean xnor = pair.equals("bipolar1 bipolar1");
      List<Integer> lanes =
          xnor ? List.of(8, 16, 24, 32, 48, 64, 96, 128) : List.of(2, 3, 4, 8, 16);
      for (int simd : lanes) {
        if (!pair.contains("8") || simd <= 8) {
          dotProduct(pair, simd);
        }
      }
    }
  }

  private void dotProduct(String pair, int simd) {
    MatrixPlan plan = plan("dot", pair, 1, simd, 2, 4, Optional.empty(), Implementation.PORTABLE);
    designs.add(
        new CalibrationDesign(
            "dot-product",
            "formats=%s simd=%d sum=%d".formatted(pair.replace(' ', '+'), simd, plan.sumBits()),
            () -> Rtl.of(() -> new DotProduct(plan)),
            t -> UnitCosts.dotProduct(t, plan)));
  }

  private void requantizers() {
    for (String output : OUTPUTS) {
      for (int groups : List.of(1, 2, 8, 16)) {
        requantizer(output, groups);
      }
    }
  }

  private void requantizer(String output, int groups) {
    int pe = 1 + random.nextInt(3);
    int bits = 6 + random.nextInt(14);
    String parameters = "output=%s bits=%d groups=%d pe=%d".formatted(output, bits, groups, pe);
    IntegerRange range = IntegerRange.of(-(1L << bits - 1), (1L << bits - 1) - 1);
    Requantizer requantizer = requantizer(FormatNames.parse(output), range, groups * pe);
    ThresholdPlan plan =
        new ThresholdPlan(MapDesigns.identifier(parameters), requantizer, range, pe, false);
    designs.add(
        new CalibrationDesign(
            "requantizer",
            parameters,
            () -> Rtl.of(Generator.requantizer(plan)),
            t -> UnitCosts.thresholds(t, plan)));
  }

  private void unit(String primitive, String pair, Implementation implementation) {
    int pe = 1 << random.nextInt(3);
    // Rows share slices: one row alone has nothing to pack.
    pe = implementation.multipliers() == Multipliers.DSP ? Math.max(2, pe) : pe;
    int simd = 1 << 1 + random.nextInt(3);
    int rows = pe * (2 + random.nextInt(7));
    int columns = simd * (2 + random.nextInt(9));
    String output = List.of("uint2", "int4", "bipolar1", "").get(random.nextInt(4));
    MatrixPlan plan =
        plan(
            "unit" + designs.size(),
            pair,
            pe,
            simd,
            rows / pe,
            columns / simd,
            output.isEmpty() ? Optional.empty() : Optional.of(output),
            implementation);
    String sums = output.isEmpty() ? "sums" : output;
    designs.add(
        new CalibrationDesign(
            primitive,
            "formats=%s output=%s rows=%d columns=%d pe=%d simd=%d"
                .formatted(pair.replace(' ', '+'), sums, rows, columns, pe, simd),
            () -> Rtl.of(() -> new MatrixVectorUnit(plan), MemoryFiles.of(plan)),
            t -> UnitCosts.matrix(t, plan)));
  }

  /** A unit of rows PE · NF and columns SIMD · SF with drawn weights and thresholds. */
  private MatrixPlan plan(
      String name,
      String pair,
      int pe,
      int simd,
      int neuronFold,
      int synapseFold,
      Optional<String> output,
      Implementation implementation) {
    Format weight = FormatNames.parse(pair.split(" ")[0]);
    Format input = FormatNames.parse(pair.split(" ")[1]);
    int rows = pe * neuronFold;
    int columns = simd * synapseFold;
    int[] codes =
        IntStream.range(0, rows * columns)
            .map(i -> weight.levels().code(random.nextInt(weight.levels().count())))
            .toArray();
    WeightMatrix weights = new WeightMatrix(weight, rows, columns, codes);
    DenseLayer sums = new DenseLayer(name, weights, input, Optional.empty());
    DenseLayer layer =
        output
            .map(o -> requantizer(FormatNames.parse(o), sums.accumulatorRange(), rows))
            .map(q -> new DenseLayer(name, weights, input, Optional.of(q)))
            .orElse(sums);
    return new MatrixPlan(layer, new Fold(pe, simd), implementation);
  }

  /** Sorted thresholds spread over most of a range. */
  private Requantizer requantizer(Format output, IntegerRange range, int channels) {
    List<StepFunction> steps = new ArrayList<>();
    int count = output.levels().count() - 1;
    double least = range.min().doubleValue();
    double span = range.max().doubleValue() - least;
    for (int channel = 0; channel < channels; channel++) {
      List<BigInteger> thresholds =
          random
              .doubles(count, 0.1, 0.9)
              .sorted()
              .mapToObj(at -> BigInteger.valueOf(Math.round(least + at * span)))
              .toList();
      steps.add(new StepFunction(thresholds, false));
    }
    return new Requantizer(output, steps);
  }
}
