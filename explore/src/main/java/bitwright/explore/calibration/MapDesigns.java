package bitwright.explore.calibration;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.Window;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MoveOrders;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.engine.UnitCosts;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.engine.MoveUnit;
import bitwright.hw.engine.PoolUnit;
import bitwright.hw.engine.SlidingWindow;
import bitwright.hw.engine.SumUnit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Units on streams of feature maps: sliding windows, moves of pixels, pools and sums. */
final class MapDesigns {
  private static final List<String> FORMATS =
      List.of("int2", "uint4", "int4", "int5", "uint8", "int8", "e2m1", "e3m2", "e2m3", "pot4z");

  private final Random random;
  private final List<CalibrationDesign> designs = new ArrayList<>();

  private MapDesigns(Random random) {
    this.random = random;
  }

  /** All of them. */
  static List<CalibrationDesign> all() {
    MapDesigns all = new MapDesigns(new Random(13));
    all.windows();
    all.moves();
    all.pools();
    all.sums();
    return all.designs;
  }

  /** One more of a primitive at a time. */
  static Map<String, Supplier<CalibrationDesign>> draws(Random random) {
    MapDesigns all = new MapDesigns(random);
    Draw draw = new Draw(random);
    Map<String, Runnable> adding =
        Map.of(
            "window", () -> all.window(draw.of(List.of(2, 3, 5)), draw.between(1, 2)),
            "move", () -> all.move(draw),
            "pool-max", () -> all.pool(draw, PoolLayer.Operation.MAX),
            "pool-sum", () -> all.pool(draw, PoolLayer.Operation.SUM),
            "sum", () -> all.sum(draw));
    Map<String, Supplier<CalibrationDesign>> draws = new TreeMap<>();
    adding.forEach((name, add) -> draws.put(name, () -> Draw.added(all.designs, add)));
    return draws;
  }

  private void move(Draw draw) {
    if (draw.random().nextBoolean()) {
      upsample(draw.between(2, 3), draw.of(List.of(1, 2, 4, 8)));
    } else {
      int lanes = draw.between(1, 2);
      depthToSpace(lanes == 1 && draw.random().nextBoolean(), lanes);
    }
  }

  private void pool(Draw draw, PoolLayer.Operation operation) {
    pool(draw.of(FORMATS), draw.between(2, 3), draw.between(1, 4), operation);
  }

  private void sum(Draw draw) {
    sum(List.of(draw.of(FORMATS), draw.of(FORMATS)), draw.between(1, 3));
  }

  private void windows() {
    for (int kernel : List.of(2, 3, 3, 3, 3, 5, 5)) {
      for (int stride = 1; stride <= 2; stride++) {
        for (int i = 0; i < 2; i++) {
          window(kernel, stride);
        }
      }
    }
  }

  private void window(int kernel, int stride) {
    int channels = List.of(1, 4, 8, 16, 32).get(random.nextInt(5));
    int lanes = 1 << random.nextInt(Integer.numberOfTrailingZeros(channels) + 1);
    int size = 7 + random.nextInt(22);
    int pad = kernel == 2 ? 0 : random.nextInt(kernel / 2 + 1);
    int bits = 1 + random.nextInt(8);
    MapShape map = new MapShape(channels, size, size);
    window(map, Window.square(kernel, stride, pad), lanes, bits, pad > 0 && bits == 1);
  }

  private void window(MapShape map, Window window, int lanes, int bits, boolean zeroAdded) {
    int words = window.positions() * (map.channels() / lanes);
    int out = zeroAdded ? bits + 1 : bits;
    String parameters =
        "map=%dx%dx%d kernel=%d stride=%d pad=%d lanes=%d bits=%d"
            .formatted(
                map.channels(),
                map.height(),
                map.width(),
                window.kernelHeight(),
                window.strideHeight(),
                window.padTop(),
                lanes,
                bits);
    WindowPlan plan =
        new WindowPlan(
            identifier(parameters),
            map,
            window,
            1,
            lanes,
            bits,
            out,
            out > bits ? 1 << bits : 0,
            words);
    add("window", parameters, () -> new SlidingWindow(plan), t -> UnitCosts.window(t, plan));
  }

  private void moves() {
    for (int factor = 2; factor <= 3; factor++) {
      for (int lanes : List.of(1, 4)) {
        upsample(factor, lanes);
      }
    }
    for (boolean outside : List.of(true, false)) {
      for (int lanes : List.of(1, 2)) {
        depthToSpace(outside, lanes);
      }
    }
  }

  private void upsample(int factor, int lanes) {
    int bits = 2 + random.nextInt(7);
    int size = 5 + random.nextInt(12);
    MapShape map = new MapShape(8, size, size);
    String parameters =
        "upsample=%d map=8x%dx%d lanes=%d bits=%d".formatted(factor, size, size, lanes, bits);
    move(parameters, MoveOrders.upsample(map, lanes, factor, factor), lanes, bits);
  }

  private void depthToSpace(boolean outside, int lanes) {
    int bits = 2 + random.nextInt(7);
    int size = 5 + random.nextInt(12);
    MapShape map = new MapShape(16, size, size);
    String parameters =
        "block=2 channel-outside=%b map=16x%dx%d lanes=%d bits=%d"
            .formatted(outside, size, size, lanes, bits);
    if (!outside || lanes == 1) {
      move(parameters, MoveOrders.depthToSpace(map, lanes, 2, outside), lanes, bits);
    }
  }

  private void move(String parameters, LineBufferPlan plan, int lanes, int bits) {
    String name = identifier(parameters);
    add(
        "move",
        parameters,
        () -> new MoveUnit(name, plan, lanes, bits, "a map."),
        t -> UnitCosts.move(t, plan, lanes * bits));
  }

  private void pools() {
    for (String format : FORMATS) {
      for (int kernel = 2; kernel <= 3; kernel++) {
        pool(format, kernel, 1 + random.nextInt(4), PoolLayer.Operation.MAX);
        pool(format, kernel, 1 + random.nextInt(4), PoolLayer.Operation.SUM);
      }
    }
  }

  private void pool(String format, int kernel, int pe, PoolLayer.Operation operation) {
    MapShape map = new MapShape(2 * pe, 9, 9);
    Format codes = FormatNames.parse(format);
    Window window = Window.square(kernel, kernel, 0);
    boolean greatest = operation == PoolLayer.Operation.MAX;
    String primitive = greatest ? "pool-max" : "pool-sum";
    String parameters = "format=%s kernel=%d pe=%d".formatted(format, kernel, pe);
    String name = identifier(primitive + " " + parameters);
    PoolLayer layer =
        greatest
            ? PoolLayer.max(name, map, codes, window)
            : new PoolLayer(
                name, Patches.unpadded(map, codes, window), operation, Optional.empty());
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    add(primitive, parameters, () -> new PoolUnit(plan), t -> UnitCosts.pool(t, plan));
  }

  private void sums() {
    for (String first : FORMATS) {
      for (int i = 0; i < 2; i++) {
        String second = FORMATS.get(random.nextInt(FORMATS.size()));
        sum(List.of(first, second), 1 + random.nextInt(3));
      }
    }
  }

  private void sum(List<String> formats, int pe) {
    List<Integer> factors = formats.stream().map(f -> 1 + random.nextInt(120)).toList();
    MapShape map = new MapShape(2 * pe, 3, 4);
    String parameters =
        "formats=%s factors=%s pe=%d"
            .formatted(StreamDesigns.text(formats), StreamDesigns.text(factors), pe);
    SumLayer layer =
        new SumLayer(
            identifier(parameters),
            map,
            formats.stream().map(FormatNames::parse).toList(),
            factors.stream().map(BigInteger::valueOf).toList(),
            Optional.empty());
    SumPlan plan = new SumPlan(layer, new Fold(pe, 1));
    add("sum", parameters, () -> new SumUnit(plan), t -> UnitCosts.sum(t, plan));
  }

  static String identifier(String parameters) {
    return parameters.replaceAll("\\W+", "_");
  }

  private void add(
      String primitive,
      String parameters,
      Supplier<? extends Circuit> circuit,
      Function<Technology, Resources> formula) {
    designs.add(new CalibrationDesign(primitive, parameters, () -> Rtl.of(circuit), formula));
  }
}
