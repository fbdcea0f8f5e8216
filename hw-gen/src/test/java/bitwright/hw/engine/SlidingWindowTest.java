package bitwright.hw.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import bitwright.arith.plan.WindowPlan;
import bitwright.hw.support.StreamBench;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sliding windows of random shapes against their definition, and their rate against its formula.
 */
class SlidingWindowTest {

  private static final int FRAMES = 5;
  private static final int RANDOM_SHAPES = 24;

  @TempDir Path folder;

  @Test
  void everyShapeIsExactAndAsFastAsItsFormula() throws IOException {
    List<WindowPlan> plans = new ArrayList<>(corners());
    Random random = new Random(11);
    while (plans.size() < corners().size() + RANDOM_SHAPES) {
      plans.add(random(random));
    }
    int frames = 0;
    for (WindowPlan plan : plans) {
      frames += check(plan, random);
    }
    assertEquals(2 * FRAMES * (corners().size() + RANDOM_SHAPES), frames);
  }

  private static List<WindowPlan> corners() {
    MapShape map = new MapShape(4, 6, 5);
    return List.of(
        plan(map, Window.square(1, 1, 0), 1, 4, 0),
        plan(map, Window.square(1, 2, 0), 1, 2, 0),
        plan(map, Window.square(1, 3, 1), 1, 4, 0),
        plan(map, Window.square(2, 2, 0), 1, 4, 0),
        plan(map, Window.square(2, 3, 0), 4, 1, 0),
        plan(map, Window.square(3, 1, 1), 1, 4, 1),
        plan(map, Window.whole(map), 1, 4, 0),
        plan(map, Window.whole(map), 2, 2, 0),
        plan(map, Window.whole(map), 4, 1, 0),
        plan(map, Window.square(5, 1, 4), 2, 2, 1),
        plan(map, new Window(2, 3, 1, 2, 0, 1, 1, 2, 2, 1), 1, 2, 0),
        plan(new MapShape(1, 1, 40), new Window(1, 5, 1, 1, 0, 2, 0, 2, 1, 1), 1, 1, 0),
        plan(new MapShape(1, 9, 1), new Window(3, 1, 2, 1, 1, 0, 1, 0, 1, 1), 1, 1, 0),
        plan(new MapShape(1, 1, 1), Window.square(3, 1, 1), 1, 1, 0),
        plan(new MapShape(3, 1, 1), Window.square(1, 1, 0), 1, 3, 0),
        plan(new MapShape(2, 8, 8), Window.square(2, 8, 0), 1, 1, 0));
  }

  private static WindowPlan plan(MapShape map, Window window, int groups, int lanes, int more) {
    return new WindowPlan(
        "w",
        map,
        window,
        groups,
        lanes,
        3,
        3 + more,
        more == 0 ? 5 : 8,
        window.positions() * map.channels() / lanes);
  }

  private static WindowPlan random(Random random) {
    while (true) {
      int groups = 1 + random.nextInt(3);
      int lanes = 1 + random.nextInt(3);
      MapShape map =
          new MapShape(
              groups * lanes * (1 + random.nextInt(2)),
              1 + random.nextInt(9),
              1 + random.nextInt(9));
      int pads = random.nextInt(3);
      Window window =
          new Window(
              1 + random.nextInt(4),
              1 + random.nextInt(4),
              1 + random.nextInt(3),
              1 + random.nextInt(3),
              random.nextInt(pads + 1),
              random.nextInt(pads + 1),
              random.nextInt(pads + 1),
              random.nextInt(pads + 1),
              1 + random.nextInt(2),
              1 + random.nextInt(2));
      if (window.spanHeight() <= map.height() + window.padTop() + window.padBottom()
          && window.spanWidth() <= map.width() + window.padLeft() + window.padRight()) {
        return plan(map, window, groups, lanes, random.nextInt(2));
      }
    }
  }

  private int check(WindowPlan plan, Random random) throws IOException {
    MapShape map = plan.input();
    List<BigInteger> in = new ArrayList<>();
    List<BigInteger> out = new ArrayList<>();
    for (int frame = 0; frame < FRAMES; frame++) {
      int[] codes = random.ints(map.elements(), 0, 1 << plan.inBits()).toArray();
      in.addAll(StreamBench.pack(codes, plan.lanes(), plan.inBits()));
      out.addAll(StreamBench.pack(windows(plan, codes), plan.lanes(), plan.outBits()));
    }
    StreamBench.Port input = new StreamBench.Port("in", plan.lanes() * plan.inBits(), in, FRAMES);
    StreamBench.Port output =
        new StreamBench.Port("out", plan.lanes() * plan.outBits(), out, FRAMES);
    Path work = folder.resolve("w" + Integer.toHexString(plan.hashCode()));
    StreamBench bench =
        StreamBench.of(
            work, () -> new SlidingWindow(plan), Map.of(), List.of(input), List.of(output));
    String pass = "PASS beats=" + FRAMES * plan.wordsOut();
    StreamBench.Result free = bench.run(0, 1);
    assertEquals(pass, free.report(), plan::toString);
    assertEquals(plan.cyclesPerFrame(), free.interval(0), plan::toString);
    assertEquals(pass, bench.run(40, 2).report(), plan::toString);
    assertEquals("", StreamBench.lint(work, "Window_w"), plan::toString);
    return 2 * FRAMES;
  }

  /** The codes under every window, by definition. */
  private static int[] windows(WindowPlan plan, int[] codes) {
    MapShape map = plan.input();
    Window w = plan.window();
    MapShape output = plan.output();
    int perGroup = map.channels() / plan.groups();
    List<Integer> result = new ArrayList<>();
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++) {
        for (int g = 0; g < plan.groups(); g++) {
          for (int ky = 0; ky < w.kernelHeight(); ky++) {
            for (int kx = 0; kx < w.kernelWidth(); kx++) {
              for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                int y = oy * w.strideHeight() - w.padTop() + ky * w.dilationHeight();
                int x = ox * w.strideWidth() - w.padLeft() + kx * w.dilationWidth();
                boolean inside = y >= 0 && y < map.height() && x >= 0 && x < map.width();
                result.add(
                    inside ? codes[(y * map.width() + x) * map.channels() + c] : plan.padCode());
              }
            }
          }
        }
      }
    }
    return result.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void aWindowOfTwoRowsKeepsLessThanThree() {
    WindowPlan plan = plan(new MapShape(2, 6, 6), Window.square(2, 2, 0), 1, 2, 0);
    int depth = plan.buffer().depth();
    assertTrue(depth > 2 * 6 && depth <= 3 * 6, () -> "depth " + depth);
  }

  @Test
  void theBenchNoticesAWrongWord() throws IOException {
    WindowPlan plan = plan(new MapShape(1, 4, 4), Window.square(2, 1, 0), 1, 1, 0);
    int[] codes = new Random(5).ints(16, 0, 8).toArray();
    List<BigInteger> wrong = StreamBench.pack(windows(plan, codes), 1, 3);
    wrong.set(7, wrong.get(7).flipBit(1));
    StreamBench bench =
        StreamBench.of(
            folder,
            () -> new SlidingWindow(plan),
            Map.of(),
            List.of(new StreamBench.Port("in", 3, StreamBench.pack(codes, 1, 3), 1)),
            List.of(new StreamBench.Port("out", 3, wrong, 1)));
    assertTrue(bench.run(0, 1).report().contains("out beat 7: "));
  }
}
