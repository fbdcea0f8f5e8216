package bitwright.hw.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.Window;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.step.Requantizer;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.support.Networks;
import bitwright.hw.support.StreamBench;
import bitwright.hw.support.StreamBench.Port;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pooling and elementwise sums, against their definitions. */
class LaneUnitsTest {

  private static final int PIXELS = 24;

  @TempDir Path folder;

  private final Networks random = new Networks(21);

  private static int[] array(List<Integer> codes) {
    return codes.stream().mapToInt(c -> c).toArray();
  }

  private void check(
      String top, LayerPlan plan, Supplier<? extends Circuit> circuit, List<Port> ins, Port out)
      throws IOException {
    Map<String, byte[]> memories = new TreeMap<>();
    plan.thresholds().ifPresent(t -> memories.putAll(MemoryFiles.thresholds(t)));
    StreamBench bench = StreamBench.of(folder, circuit, memories, ins, List.of(out));
    String pass = "PASS beats=" + out.words().size();
    StreamBench.Result free = bench.run(0, 1);
    assertEquals(pass, free.report());
    int beats = ins.stream().mapToInt(p -> p.words().size() / p.frames()).max().orElseThrow();
    assertEquals(beats, free.interval(0));
    assertEquals(pass, bench.run(50, 2).report());
    assertEquals("", StreamBench.lint(folder, top));
  }

  @ParameterizedTest
  @CsvSource({
    "int4, 2, 2",
    "uint8, 2, 1",
    "e3m2, 3, 3",
    "e4m3fn, 2, 2",
    "ternary, 2, 4",
    "bipolar1, 2, 2",
    "pot4, 3, 1",
    "pot4z, 2, 2",
    "int8n, 1, 2",
    "bipolar8, 2, 1"
  })
  void theGreatestValueLeaves(String name, int kernel, int pe) throws IOException {
    Format format = FormatNames.parse(name);
    MapShape map = new MapShape(2 * pe, 8, 8);
    PoolLayer layer = PoolLayer.max("m", map, format, Window.square(kernel, kernel, 0));
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    int positions = kernel * kernel;
    for (int result = 0; result < PIXELS; result++) {
      int[] codes = random.codes(format, positions * pe);
      Arrays.stream(codes).forEach(in::add);
      for (int lane = 0; lane < pe; lane++) {
        int best = 0;
        for (int i = lane; i < codes.length; i += pe) {
          best = Math.max(best, format.levels().rank(codes[i]));
        }
        out.add(format.levels().code(best));
      }
    }
    Port input = port("in", in, pe, format.bits(), 4);
    check(
        "Pool_m",
        plan,
        () -> new PoolUnit(plan),
        List.of(input),
        port("out", out, pe, format.bits(), 4));
  }

  @ParameterizedTest
  @CsvSource({
    "int4, 2, 2, uint4",
    "uint8, 3, 1, int5",
    "e2m3, 2, 3, e3m2",
    "e4m3fn, 2, 1, e2m1",
    "pot4z, 2, 2, ''",
    "bipolar1, 3, 2, bipolar1",
    "int8, 2, 2, ''"
  })
  void theSumIsExact(String name, int kernel, int pe, String target) throws IOException {
    Format format = FormatNames.parse(name);
    MapShape map = new MapShape(2 * pe, 8, 8);
    Patches patches = Patches.unpadded(map, format, Window.square(kernel, kernel, 0));
    int positions = kernel * kernel;
    IntegerRange range =
        IntegerRange.of(format.levels().min(), format.levels().max()).times(positions);
    Optional<Requantizer> requantizer = requantizer(target, range, map.channels());
    PoolLayer layer = new PoolLayer("m", patches, PoolLayer.Operation.SUM, requantizer);
    PoolPlan plan = new PoolPlan(layer, new Fold(pe, 1));
    List<Integer> in = new ArrayList<>();
    List<BigInteger> sums = new ArrayList<>();
    for (int result = 0; result < PIXELS; result++) {
      int[] codes = random.codes(format, positions * pe);
      Arrays.stream(codes).forEach(in::add);
      for (int lane = 0; lane < pe; lane++) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = lane; i < codes.length; i += pe) {
          sum = sum.add(format.image(codes[i]));
        }
        sums.add(sum);
      }
    }
    Port input = port("in", in, pe, format.bits(), 4);
    Port output = results(sums, requantizer, map.channels(), pe, plan.outputBits());
    check("Pool_m", plan, () -> new PoolUnit(plan), List.of(input), output);
  }

  @ParameterizedTest
  @CsvSource({
    "int4, uint4, 3, 5, 2, int4", "uint8, uint8, 1, 1, 1, uint8", "e2m3, int8, -7, 2, 2, e3m2",
    "e4m3fn, pot4, 12345, 8, 1, ''", "int4, '', 1, 0, 4, ternary",
        "bipolar1, ternary, 3, -2, 2, bipolar1"
  })
  void mapsAreAddedExactly(String a, String b, long timesA, long timesB, int pe, String target)
      throws IOException {
    List<Format> formats = new ArrayList<>(List.of(FormatNames.parse(a)));
    List<BigInteger> multipliers = new ArrayList<>(List.of(BigInteger.valueOf(timesA)));
    if (!b.isEmpty()) {
      formats.add(FormatNames.parse(b));
      multipliers.add(BigInteger.valueOf(timesB));
    }
    MapShape map = new MapShape(2 * pe, 3, 4);
    SumLayer exact = new SumLayer("s", map, formats, multipliers, Optional.empty());
    Optional<Requantizer> requantizer =
        requantizer(target, exact.accumulatorRange(), map.channels());
    SumLayer layer = new SumLayer("s", map, formats, multipliers, requantizer);
    SumPlan plan = new SumPlan(layer, new Fold(pe, 1));
    List<BigInteger> sums = new ArrayList<>();
    List<Port> ins = new ArrayList<>();
    for (int i = 0; i < formats.size(); i++) {
      Format format = formats.get(i);
      int[] codes = random.codes(format, PIXELS * pe);
      ins.add(port("in_" + i, Arrays.stream(codes).boxed().toList(), pe, format.bits(), 4));
      for (int e = 0; e < codes.length; e++) {
        BigInteger term = format.image(codes[e]).multiply(multipliers.get(i));
        if (i == 0) {
          sums.add(term);
        } else {
          sums.set(e, sums.get(e).add(term));
        }
      }
    }
    Port output = results(sums, requantizer, map.channels(), pe, plan.outputBits());
    check("Sum_s", plan, () -> new SumUnit(plan), ins, output);
  }

  private Optional<Requantizer> requantizer(String target, IntegerRange range, int channels) {
    return target.isEmpty()
        ? Optional.empty()
        : Optional.of(random.requantizer(FormatNames.parse(target), range, channels));
  }

  private static Port results(
      List<BigInteger> sums, Optional<Requantizer> requantizer, int channels, int pe, int bits) {
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      BigInteger sum = sums.get(i);
      int channel = i % channels;
      values.add(
          requantizer
              .map(q -> BigInteger.valueOf(q.code(channel, sum)))
              .orElse(sum.mod(BigInteger.ONE.shiftLeft(bits))));
    }
    assertTrue(values.stream().distinct().count() > 1, "results differ");
    List<BigInteger> beats = new ArrayList<>();
    for (int i = 0; i < values.size(); i += pe) {
      BigInteger beat = BigInteger.ZERO;
      for (int lane = pe - 1; lane >= 0; lane--) {
        beat = beat.shiftLeft(bits).or(values.get(i + lane));
      }
      beats.add(beat);
    }
    return new Port("out", pe * bits, beats, 4);
  }

  private static Port port(String name, List<Integer> codes, int lanes, int bits, int frames) {
    return new Port(name, lanes * bits, StreamBench.pack(array(codes), lanes, bits), frames);
  }
}
