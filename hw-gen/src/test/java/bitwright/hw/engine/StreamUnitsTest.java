package bitwright.hw.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.network.MapShape;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MoveOrders;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.support.StreamBench;
import bitwright.hw.support.StreamBench.Port;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units that pass, join, copy and reorder codes, against their definitions. */
class StreamUnitsTest {

  private static final int FRAMES = 5;

  @TempDir Path folder;

  private final Random random = new Random(3);

  /** Simulates with and without stalls; the cycles between frames without. */
  private int check(
      String top, Supplier<? extends Circuit> circuit, List<Port> ins, List<Port> outs)
      throws IOException {
    StreamBench bench = StreamBench.of(folder, circuit, Map.of(), ins, outs);
    String pass = "PASS beats=" + outs.stream().mapToInt(o -> o.words().size()).sum();
    StreamBench.Result free = bench.run(0, 1);
    assertEquals(pass, free.report());
    assertEquals(pass, bench.run(50, 2).report());
    assertEquals(pass, bench.run(85, 3).report());
    assertEquals("", StreamBench.lint(folder, top));
    return free.interval(0);
  }

  private List<BigInteger> beats(int count, int width) {
    List<BigInteger> beats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      beats.add(new BigInteger(width, random));
    }
    return beats;
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "7, 3", "12, 16", "70, 33"})
  void aFifoKeepsOrderAndPassesABeatACycle(int width, int depth) throws IOException {
    List<BigInteger> beats = beats(50 * FRAMES, width);
    int interval =
        check(
            "StreamFifo_w" + width + "_d" + depth,
            () -> new StreamFifo(width, depth),
            List.of(new Port("in", width, beats, FRAMES)),
            List.of(new Port("out", width, beats, FRAMES)));
    assertEquals(50, interval);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "9, 3"})
  void aForkGivesEveryBeatToEachOnce(int width, int consumers) throws IOException {
    List<BigInteger> beats = beats(40 * FRAMES, width);
    List<Port> outs = new ArrayList<>();
    for (int i = 0; i < consumers; i++) {
      outs.add(new Port("out_" + i, width, beats, FRAMES));
    }
    int interval =
        check(
            "Fork_w" + width + "_x" + consumers,
            () -> new Fork(width, consumers),
            List.of(new Port("in", width, beats, FRAMES)),
            outs);
    assertEquals(40, interval);
  }

  @Test
  void mapsAreJoinedPixelByPixel() throws IOException {
    List<Integer> sizes = List.of(1, 3, 2);
    int pixels = 6 * FRAMES;
    List<List<BigInteger>> maps = sizes.stream().map(s -> beats(s * pixels, 5)).toList();
    List<BigInteger> joined = new ArrayList<>();
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int m = 0; m < sizes.size(); m++) {
        joined.addAll(maps.get(m).subList(pixel * sizes.get(m), (pixel + 1) * sizes.get(m)));
      }
    }
    List<Port> ins = new ArrayList<>();
    for (int m = 0; m < sizes.size(); m++) {
      ins.add(new Port("in_" + m, 5, maps.get(m), FRAMES));
    }
    int interval =
        check(
            "Concat_c",
            () -> new ConcatUnit("c", 5, sizes),
            ins,
            List.of(new Port("out", 5, joined, FRAMES)));
    assertEquals(36, interval);
  }

  @ParameterizedTest
  @CsvSource({"4, 3, 5, 2, 2, 2", "2, 4, 1, 1, 3, 1", "3, 1, 6, 3, 1, 3", "2, 3, 3, 2, 1, 1"})
  void everyPixelIsRepeated(int channels, int height, int width, int lanes, int rows, int columns)
      throws IOException {
    MapShape map = new MapShape(channels, height, width);
    LineBufferPlan plan = MoveOrders.upsample(map, lanes, rows, columns);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    for (int frame = 0; frame < FRAMES; frame++) {
      int[] codes = random.ints(map.elements(), 0, 8).toArray();
      for (int code : codes) {
        in.add(code);
      }
      for (int y = 0; y < height * rows; y++) {
        for (int x = 0; x < width * columns; x++) {
          for (int c = 0; c < channels; c++) {
            out.add(codes[(y / rows * width + x / columns) * channels + c]);
          }
        }
      }
    }
    checkMove(plan, lanes, in, out);
  }

  @ParameterizedTest
  @CsvSource({
    "8, 3, 3, 2, 2, false",
    "12, 2, 4, 1, 2, true",
    "9, 4, 2, 1, 3, false",
    "5, 2, 2, 5, 1, true"
  })
  void aPixelsChannelsBecomeABlock(
      int channels, int height, int width, int lanes, int block, boolean channelsOutside)
      throws IOException {
    MapShape map = new MapShape(channels, height, width);
    LineBufferPlan plan = MoveOrders.depthToSpace(map, lanes, block, channelsOutside);
    int less = channels / (block * block);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    for (int frame = 0; frame < FRAMES; frame++) {
      int[] codes = random.ints(map.elements(), 0, 8).toArray();
      for (int code : codes) {
        in.add(code);
      }
      for (int y = 0; y < height * block; y++) {
        for (int x = 0; x < width * block; x++) {
          int position = y % block * block + x % block;
          for (int c = 0; c < less; c++) {
            int channel = channelsOutside ? c * block * block + position : position * less + c;
            out.add(codes[(y / block * width + x / block) * channels + channel]);
          }
        }
      }
    }
    checkMove(plan, lanes, in, out);
  }

  private void checkMove(LineBufferPlan plan, int lanes, List<Integer> in, List<Integer> out)
      throws IOException {
    int bits = 3;
    int interval =
        check(
            "Move_m",
            () -> new MoveUnit("m", plan, lanes, bits, "moves codes."),
            List.of(new Port("in", lanes * bits, pack(in, lanes, bits), FRAMES)),
            List.of(new Port("out", lanes * bits, pack(out, lanes, bits), FRAMES)));
    assertEquals(plan.cyclesPerFrame(), interval);
  }

  private static List<BigInteger> pack(List<Integer> codes, int lanes, int bits) {
    return StreamBench.pack(codes.stream().mapToInt(c -> c).toArray(), lanes, bits);
  }
}
