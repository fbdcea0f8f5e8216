package bitwright.cost.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import bitwright.cost.Family;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.synthesis.Yosys;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.ConcatUnit;
import bitwright.hw.engine.Fork;
import bitwright.hw.engine.MoveUnit;
import bitwright.hw.engine.PoolUnit;
import bitwright.hw.engine.SlidingWindow;
import bitwright.hw.engine.StreamFifo;
import bitwright.hw.engine.SumUnit;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The formulas of units on streams of maps against Yosys on the generated RTL of each unit alone;
 * with {@code -Dbitwright.nightly=true} of more of them.
 */
class UnitCostTest {
  private static final double LUT_LIMIT = 0.18;
  private static final int LUT_SLACK = 6;
  private static final Technology XC7 = Technology.of(Family.XC7);

  private final List<Unit> units = new ArrayList<>();

  private record Unit(String name, Supplier<? extends Circuit> circuit, Resources estimate) {}

  private record Result(Unit unit, Resources found) {

    boolean near(int lut) {
      int most = (int) Math.max(LUT_SLACK, LUT_LIMIT * found.lut());
      return Math.abs(lut - found.lut()) <= most;
    }

    boolean good() {
      Resources said = unit.estimate;
      return near(said.lut()) && said.ff() == found.ff() && said.bram18() == found.bram18();
    }

    @Override
    public String toString() {
      return "%s: %s estimated, %s synthesized".formatted(unit.name, unit.estimate, found);
    }
  }

  private void units() {
    window("wide border", new MapShape(8, 14, 14), Window.square(3, 1, 1), 1, 8, 4, 4);
    window("channels in turn", new MapShape(16, 14, 14), Window.square(3, 2, 1), 16, 1, 4, 4);
    window("border of its own", new MapShape(16, 8, 8), Window.square(3, 1, 1), 1, 16, 1, 2);
    greatest("e3m2", 3, 3);
    total("uint4", 7, 4);
    sum("int4 uint4", List.of(3, 5), 2);
    fifo(16, 40);
    concat(5, List.of(1, 3, 2));
    if (!Boolean.getBoolean("bitwright.nightly")) {
      return;
    }
    window("large kernel", new MapShape(1, 28, 28), Window.square(5, 1, 0), 1, 1, 8, 8);
    window("block memory", new MapShape(8, 12, 12), Window.square(5, 1, 0), 1, 8, 4, 4);
    window("pooling", new MapShape(8, 24, 24), Window.square(2, 2, 0), 2, 4, 4, 4);
    window("wide words", new MapShape(32, 28, 28), Window.square(3, 1, 1), 1, 16, 8, 8);
    window("strided", new MapShape(4, 10, 10), Window.square(1, 2, 0), 1, 4, 4, 4);
    window("whole map", new MapShape(16, 7, 7), Window.square(7, 7, 0), 4, 4, 4, 4);
    move("upsampled", MoveOrders.upsample(new MapShape(8, 7, 7), 4, 2, 2), 4, 4);
    move("blocks", MoveOrders.depthToSpace(new MapShape(16, 6, 6), 2, 2, false), 2, 5);
    move("scattered", MoveOrders.depthToSpace(new MapShape(16, 6, 6), 1, 2, true), 1, 8);
    greatest("int4", 2, 2);
    greatest("uint8", 2, 1);
    greatest("pot4z", 2, 2);
    total("e3m2", 2, 3);
    total("int8", 2, 2);
    sum("e2m3 int8", List.of(7, 2), 2);
    sum("int8 int8", List.of(113, 77), 2);
    sum("int4 int4", List.of(212, 89), 4);
    fifo(8, 17);
    fifo(16, 130);
    fifo(64, 700);
    concat(16, List.of(8, 24));
    units.add(new Unit("fork", () -> new Fork(8, 3), XC7.price(StreamCost.fork(Family.XC7, 3))));
  }

  private void window(
      String name, MapShape map, Window window, int groups, int lanes, int in, int out) {
    int words = window.positions() * (map.channels() / lanes);
    int pad = out > in ? 1 << in : 0;
    WindowPlan plan = new WindowPlan("w", map, window, groups, lanes, in, out, pad, words);
    int kept = lanes * in + (out > in ? 1 : 0);
    LineBufferCost cost = new LineBufferCost(plan.buffer(), lanes * in, kept);
    add("window, " + name, () -> new SlidingWindow(plan), parts(cost));
  }

  private static List<Part> parts(LineBufferCost buffer) {
    return List.of(new Part("line buffer", XC7.price(buffer.cost(Family.XC7))));
  }

  private void move(String name, LineBufferPlan plan, int lanes, int bits) {
    LineBufferCost cost = new LineBufferCost(plan, lanes * bits, lanes * bits);
    add("move, " + name, () -> new MoveUnit("m", plan, lanes, bits, "test"), parts(cost));
  }

  private void greatest(String format, int kernel, int pe) {
    MapShape map = new MapShape(2 * pe, 9, 9);
    Format codes = FormatNames.parse(format);
    PoolLayer layer = PoolLayer.max("m", map, codes, Window.square(kernel, kernel, 0));
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    add("greatest of " + format, () -> new PoolUnit(plan), PoolCost.parts(XC7, plan));
  }

  private void total(String format, int kernel, int pe) {
    MapShape map = new MapShape(2 * pe, 8, 8);
    Patches patches =
        Patches.unpadded(map, FormatNames.parse(format), Window.square(kernel, kernel, 0));
    PoolLayer layer = new PoolLayer("m", patches, PoolLayer.Operation.SUM, Optional.empty());
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    add("total of " + format, () -> new PoolUnit(plan), PoolCost.parts(XC7, plan));
  }

  private void sum(String formats, List<Integer> multipliers, int pe) {
    List<Format> codes = List.of(formats.split(" ")).stream().map(FormatNames::parse).toList();
    List<BigInteger> factors = multipliers.stream().map(BigInteger::valueOf).toList();
    MapShape map = new MapShape(2 * pe, 3, 4);
    SumLayer layer = new SumLayer("s", map, codes, factors, Optional.empty());
    SumPlan plan = new SumPlan(layer, new Fold(pe, 1));
    add("sum of " + formats, () -> new SumUnit(plan), SumCost.parts(XC7, plan));
  }

  private void fifo(int width, int depth) {
    Resources cost = XC7.price(StreamCost.fifo(Family.XC7, width, depth));
    units.add(
        new Unit(
            "queue %d × %d".formatted(depth, width), () -> new StreamFifo(width, depth), cost));
  }

  private void concat(int width, List<Integer> beats) {
    Resources cost = XC7.price(StreamCost.concat(Family.XC7, width, beats));
    units.add(new Unit("joined " + beats, () -> new ConcatUnit("c", width, beats), cost));
  }

  private void add(String name, Supplier<? extends Circuit> circuit, List<Part> parts) {
    Resources cost = parts.stream().map(Part::resources).reduce(Resources.NONE, Resources::plus);
    units.add(new Unit(name, circuit, cost));
  }

  @Test
  void everyUnitCostsWhatItsFormulaSays(@TempDir Path folder) throws Exception {
    units();
    List<Result> results = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Resources>> running = new ArrayList<>();
      for (Unit unit : units) {
        Path rtl = folder.resolve("unit" + running.size());
        String top = write(unit, rtl);
        running.add(workers.submit(() -> Yosys.installed().synthesize(rtl, top).resources()));
      }
      for (Future<Resources> found : running) {
        results.add(new Result(units.get(results.size()), found.get()));
      }
    } finally {
      workers.shutdownNow();
    }
    results.forEach(System.out::println);
    assertTrue(results.size() >= 8);
    assertEquals(List.of(), results.stream().filter(r -> !r.good()).toList());
    long planted = results.stream().filter(r -> !r.near(r.unit.estimate.lut() * 3 / 2)).count();
    assertTrue(planted >= results.size() * 3 / 4, "× 1.5 is noticed in " + planted);
  }

  private static String write(Unit unit, Path folder) throws IOException {
    Elaboration elaboration = Elaboration.of(unit.circuit);
    Files.createDirectories(folder);
    for (Map.Entry<String, String> module : elaboration.modules().entrySet()) {
      Files.writeString(folder.resolve(module.getKey() + ".sv"), module.getValue());
    }
    return elaboration.top();
  }
}
