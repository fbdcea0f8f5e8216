package bitwright.explore.calibration.timing;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Family;
import bitwright.cost.timing.LayerTiming;
import bitwright.cost.timing.StageTiming;
import bitwright.cost.timing.TimingPath;
import bitwright.hw.Accelerator;
import bitwright.hw.GeneratedModule;
import bitwright.hw.Generator;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.ConcatUnit;
import bitwright.hw.engine.Downsizer;
import bitwright.hw.engine.PoolUnit;
import bitwright.hw.engine.StreamFifo;
import bitwright.hw.engine.SumUnit;
import bitwright.hw.engine.Upsizer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The designs whose clock frequency is measured: units and small accelerators of all kinds. */
public final class TimingDesigns {
  private static final long SEED = 4;

  private final List<TimingDesign> designs = new ArrayList<>();
  private final long seed;

  /** No designs yet; weights and thresholds of those to come are from this seed. */
  TimingDesigns(long seed) {
    this.seed = seed;
  }

  /** Those that were added, in their order. */
  List<TimingDesign> added() {
    return List.copyOf(designs);
  }

  /** All of them, in a fixed order. */
  public static List<TimingDesign> all() {
    TimingDesigns catalogue = new TimingDesigns(SEED);
    catalogue.products();
    catalogue.matrices();
    catalogue.searches();
    catalogue.maps();
    catalogue.streams();
    catalogue.accelerators();
    return catalogue.added();
  }

  /** Some small ones, which are measured on UltraPlus too. */
  public static List<TimingDesign> onBoth() {
    List<String> ids =
        List.of(
            "product-03",
            "product-06",
            "product-09",
            "search-00",
            "greatest-01",
            "total-00",
            "sum-01",
            "fifo-00",
            "up-02",
            "down-01");
    return all().stream().filter(design -> ids.contains(design.id())).toList();
  }

  private void products() {
    for (String pair :
        List.of(
            "int2 int2",
            "int3 int3",
            "int4 uint4",
            "int4 int4",
            "int5 int5",
            "int6 int6",
            "int8 int4",
            "int8 int8",
            "e2m1 e2m1",
            "e2m3 e2m3",
            "e3m2 e3m2",
            "e4m3 e4m3",
            "e5m2 e5m2",
            "pot3z int8",
            "pot3 uint4",
            "ternary int8")) {
      product(pair);
    }
  }

  void product(String formats) {
    Format a = format(formats, 0);
    Format b = format(formats, 1);
    add("product", formats, () -> Generator.product(a, b), f -> StageTiming.product(f, a, b));
  }

  private void matrices() {
    matrix("bipolar1 bipolar1", 16, 64, 2, 32, true);
    matrix("bipolar1 bipolar1", 32, 128, 4, 16, true);
    matrix("ternary uint2", 16, 32, 2, 8, true);
    matrix("int2 uint2", 16, 32, 2, 8, true);
    matrix("int2 uint2", 16, 32, 2, 16, false);
    matrix("int3 uint3", 12, 24, 2, 6, true);
    matrix("int4 uint4", 16, 32, 2, 4, true);
    matrix("int4 uint4", 16, 16, 1, 1, true);
    matrix("int4 uint4", 8, 32, 1, 8, false);
    matrix("int4 uint4", 20, 30, 2, 5, true);
    matrix("int8 uint8", 8, 16, 1, 2, true);
    matrix("int8 uint8", 8, 64, 1, 4, false);
    matrix("int8 int8", 12, 24, 1, 3, false);
    matrix("e2m1 e2m1", 16, 32, 2, 4, true);
    matrix("e2m1 e2m1", 8, 16, 2, 8, false);
    matrix("e3m2 e3m2", 4, 24, 1, 1, true);
    matrix("e2m3 e2m3", 8, 24, 2, 2, false);
    matrix("e4m3 e4m3", 8, 16, 1, 2, false);
    matrix("e5m2 e5m2", 6, 8, 1, 1, false);
    matrix("pot3z uint4", 16, 32, 2, 4, true);
    matrix("pot3z uint8", 8, 32, 2, 4, false);
    matrix("pot3 int4", 8, 32, 2, 8, true);
  }

  private void searches() {
    search("uint2", 8, 16, 4);
    search("uint4", 12, 16, 2);
    search("uint4", 20, 8, 1);
    search("int3", 24, 12, 1);
    search("uint8", 16, 4, 1);
    search("e2m1", 14, 16, 1);
    search("uint4", 32, 4, 1);
    search("bipolar1", 10, 32, 4);
  }

  private void maps() {
    greatest("uint4", 2, 4);
    greatest("int8", 2, 4);
    greatest("e2m1", 2, 4);
    greatest("e4m3", 3, 2);
    total("uint4", 7, 4);
    total("int8", 4, 2);
    total("e3m2", 3, 2);
    sum("int4 uint4", List.of(3, 5), 4);
    sum("int8 int8", List.of(113, 77), 2);
    sum("int8 int8", List.of(16, 1), 4);
    sum("e2m3 int8", List.of(7, 2), 2);
    sum("uint4 uint4 uint4", List.of(1, 3, 9), 2);
    convolution("int4 uint4", new MapShape(4, 10, 10), Window.square(3, 1, 1), 8, 1, 4);
    convolution("bipolar1 bipolar1", new MapShape(8, 12, 12), Window.square(3, 1, 0), 8, 4, 8);
    convolution("int2 uint2", new MapShape(4, 12, 9), Window.square(3, 2, 1), 8, 2, 4);
    convolution("int8 uint8", new MapShape(2, 8, 8), Window.square(2, 2, 0), 4, 1, 1);
    convolution("e2m1 e2m1", new MapShape(2, 14, 14), Window.square(5, 1, 2), 4, 1, 2);
    convolution("int4 uint4", new MapShape(8, 6, 6), Window.square(1, 1, 0), 8, 1, 4);
    pooling("uint4", new MapShape(4, 12, 12), Window.square(2, 2, 0), 2);
    pooling("int8", new MapShape(2, 9, 9), Window.square(3, 2, 1), 1);
  }

  private void streams() {
    fifo(8, 17);
    fifo(16, 40);
    fifo(16, 256);
    fifo(4, 1000);
    fifo(32, 64);
    up(4, 4);
    up(8, 3);
    up(1, 49);
    down(4, 4);
    down(16, 7);
    down(2, 64);
    concat(16, List.of(8, 24));
    concat(5, List.of(1, 3, 2));
  }

  private void accelerators() {
    accelerator("bipolar1 bipolar1", new int[] {64, 32, 16, 10}, 512);
    accelerator("int2 uint2", new int[] {48, 24, 12, 10}, 288);
    accelerator("int4 uint4", new int[] {64, 16, 10}, 512);
    accelerator("e2m1 e2m1", new int[] {32, 16, 8}, 256);
    accelerator("pot3z uint4", new int[] {32, 16, 10}, 256);
    accelerator("int8 uint8", new int[] {16, 8, 4}, 128);
  }

  void matrix(String formats, int rows, int columns, int pe, int simd, boolean codes) {
    Format weights = format(formats, 0);
    Format input = format(formats, 1);
    DenseLayer layer =
        new RandomLayers(seed)
            .dense(
                "fc", rows, columns, weights, input, codes ? Optional.of(input) : Optional.empty());
    String parameters =
        "%s %d × %d PE %d SIMD %d%s"
            .formatted(formats, rows, columns, pe, simd, codes ? " codes" : "");
    network(
        "matrix",
        parameters,
        MapShape.vector(columns),
        input,
        List.of(layer),
        List.of(new Fold(pe, simd)));
  }

  void search(String output, int bits, int channels, int pe) {
    IntegerRange range = IntegerRange.of(-(1L << (bits - 1)), (1L << (bits - 1)) - 1);
    ThresholdPlan plan =
        new ThresholdPlan(
            "fc",
            new RandomLayers(seed).requantizer(FormatNames.parse(output), range, channels),
            range,
            pe,
            false);
    String parameters = "%s from %d bits, %d channels, PE %d".formatted(output, bits, channels, pe);
    add("search", parameters, () -> Generator.requantizer(plan), f -> StageTiming.search(f, plan));
  }

  void greatest(String format, int kernel, int pe) {
    MapShape map = new MapShape(2 * pe, 9, 9);
    PoolLayer layer =
        PoolLayer.max("m", map, FormatNames.parse(format), Window.square(kernel, kernel, 0));
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    add(
        "greatest",
        "%s of %d, PE %d".formatted(format, kernel * kernel, pe),
        circuit(() -> new PoolUnit(plan)),
        f -> StageTiming.pool(f, plan));
  }

  void total(String format, int kernel, int pe) {
    MapShape map = new MapShape(2 * pe, 8, 8);
    Patches patches =
        Patches.unpadded(map, FormatNames.parse(format), Window.square(kernel, kernel, 0));
    PoolLayer layer = new PoolLayer("m", patches, PoolLayer.Operation.SUM, Optional.empty());
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    add(
        "total",
        "%s of %d, PE %d".formatted(format, kernel * kernel, pe),
        circuit(() -> new PoolUnit(plan)),
        f -> StageTiming.pool(f, plan));
  }

  void sum(String formats, List<Integer> multipliers, int pe) {
    List<Format> codes = List.of(formats.split(" ")).stream().map(FormatNames::parse).toList();
    List<BigInteger> factors = multipliers.stream().map(BigInteger::valueOf).toList();
    SumLayer layer =
        new SumLayer("s", new MapShape(2 * pe, 3, 4), codes, factors, Optional.empty());
    SumPlan plan = new SumPlan(layer, new Fold(pe, 1));
    add(
        "sum",
        "%s by %s, PE %d".formatted(formats, multipliers, pe),
        circuit(() -> new SumUnit(plan)),
        f -> StageTiming.sum(f, plan));
  }

  void convolution(String formats, MapShape map, Window window, int rows, int pe, int simd) {
    Format weights = format(formats, 0);
    Format input = format(formats, 1);
    RandomLayers random = new RandomLayers(seed);
    int zero = input.levels().rankOfImage(BigInteger.ZERO);
    Patches patches =
        window.isPadded()
            ? Patches.padded(map, input, window, input.levels().code(zero))
            : Patches.unpadded(map, input, window);
    WeightMatrix matrix = random.weights(weights, rows, patches.size());
    ConvLayer plain = new ConvLayer("conv", patches, matrix, 1, Optional.empty());
    ConvLayer layer =
        new ConvLayer(
            "conv",
            patches,
            matrix,
            1,
            Optional.of(random.requantizer(input, plain.accumulatorRange(), rows)));
    String parameters =
        "%s %s × %d, kernel %d, stride %d, PE %d SIMD %d"
            .formatted(formats, map, rows, window.kernelHeight(), window.strideHeight(), pe, simd);
    network("convolution", parameters, map, input, List.of(layer), List.of(new Fold(pe, simd)));
  }

  void pooling(String name, MapShape map, Window window, int pe) {
    Format format = FormatNames.parse(name);
    int least = format.levels().code(0);
    Patches patches =
        window.isPadded()
            ? Patches.padded(map, format, window, least)
            : Patches.unpadded(map, format, window);
    PoolLayer layer = new PoolLayer("pool", patches, PoolLayer.Operation.MAX, Optional.empty());
    String parameters =
        "%s %s, kernel %d, stride %d, PE %d"
            .formatted(name, map, window.kernelHeight(), window.strideHeight(), pe);
    network("pooling", parameters, map, format, List.of(layer), List.of(new Fold(pe, 1)));
  }

  void fifo(int width, int depth) {
    add(
        "fifo",
        "%d × %d".formatted(depth, width),
        circuit(() -> new StreamFifo(width, depth)),
        f -> StageTiming.fifo(f, width, depth));
  }

  void accelerator(String formats, int[] sizes, int cycles) {
    Format weights = format(formats, 0);
    Format input = format(formats, 1);
    RandomLayers random = new RandomLayers(seed);
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      Optional<Format> output = i + 2 < sizes.length ? Optional.of(input) : Optional.empty();
      layers.add(random.dense("fc" + i, sizes[i + 1], sizes[i], weights, input, output));
    }
    Network network = RandomLayers.chain("acc", MapShape.vector(sizes[0]), input, layers);
    String parameters =
        "%s %s in %d cycles".formatted(formats, java.util.Arrays.toString(sizes), cycles);
    network("accelerator", parameters, network, Folding.balanced(network, cycles));
  }

  private void network(
      String kind,
      String parameters,
      MapShape map,
      Format format,
      List<? extends Layer> layers,
      List<Fold> folds) {
    network(kind, parameters, RandomLayers.chain("acc", map, format, layers), folds);
  }

  private void network(String kind, String parameters, Network network, List<Fold> folds) {
    AcceleratorPlan plan = AcceleratorPlan.of(network, folds);
    add(
        kind,
        parameters,
        () -> module(Generator.generate(plan)),
        family ->
            plan.layers().stream()
                .flatMap(layer -> LayerTiming.paths(family, layer).stream())
                .toList());
  }

  private static GeneratedModule module(Accelerator accelerator) {
    return new GeneratedModule(accelerator.top(), accelerator.files());
  }

  private static Supplier<GeneratedModule> circuit(Supplier<? extends Circuit> circuit) {
    return () -> {
      Elaboration elaboration = Elaboration.of(circuit);
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<String, String> module : elaboration.modules().entrySet()) {
        files.put(
            "rtl/" + module.getKey() + ".sv", module.getValue().getBytes(StandardCharsets.UTF_8));
      }
      return new GeneratedModule(elaboration.top(), files);
    };
  }

  private static Format format(String formats, int index) {
    return FormatNames.parse(formats.split(" ")[index]);
  }

  void up(int width, int factor) {
    String parameters = "%d × %d".formatted(width, factor);
    add(
        "up",
        parameters,
        circuit(() -> new Upsizer(width, factor)),
        f -> StageTiming.converter(f, width, 1, factor));
  }

  void down(int width, int factor) {
    String parameters = "%d × %d".formatted(width, factor);
    add(
        "down",
        parameters,
        circuit(() -> new Downsizer(width, factor)),
        f -> StageTiming.converter(f, width, factor, 1));
  }

  void concat(int width, List<Integer> beats) {
    int all = beats.stream().mapToInt(b -> b).sum();
    String parameters = "%d bits, %s beats".formatted(width, beats);
    add(
        "concat",
        parameters,
        circuit(() -> new ConcatUnit("c", width, beats)),
        f -> StageTiming.concat(f, width, all));
  }

  private void add(
      String kind,
      String parameters,
      Supplier<GeneratedModule> module,
      Function<Family, List<TimingPath>> paths) {
    long before = designs.stream().filter(d -> d.kind().equals(kind)).count();
    String id = "%s-%02d".formatted(kind, before);
    designs.add(new TimingDesign(id, kind, parameters, module, paths));
  }
}
