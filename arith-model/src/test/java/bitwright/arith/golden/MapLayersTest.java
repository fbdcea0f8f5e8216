package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.WithZeroFormat;
import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.UpsampleLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import bitwright.arith.oracle.Tally;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Layers on feature maps compute their definitions, written here element by element. */
class MapLayersTest {

  private static final int VECTORS = 3;

  private final Random random = new Random(23);

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private CodeMatrix maps(Format format, MapShape shape) {
    int[] codes = new int[VECTORS * shape.elements()];
    Arrays.setAll(codes, i -> format.levels().code(random.nextInt(format.levels().count())));
    return new CodeMatrix(format, VECTORS, shape.elements(), codes);
  }

  private Window window(MapShape map, boolean padded) {
    int dilation = between(1, 2);
    int kh = between(1, Math.min(3, (map.height() - 1) / dilation + 1));
    int kw = between(1, Math.min(3, (map.width() - 1) / dilation + 1));
    int most = padded ? 2 : 0;
    return new Window(
        kh,
        kw,
        between(1, 3),
        between(1, 3),
        between(0, most),
        between(0, most),
        between(0, most),
        between(0, most),
        dilation,
        dilation);
  }

  private static BigInteger image(CodeMatrix maps, MapShape s, int v, int c, int y, int x) {
    if (y < 0 || y >= s.height() || x < 0 || x >= s.width()) {
      return BigInteger.ZERO;
    }
    return maps.format().image(maps.code(v, (y * s.width() + x) * s.channels() + c));
  }

  @Test
  void convolutionsAddWhatTheirWindowsSeeAndNothingAtTheBorder() {
    Tally tally = new Tally("convolution");
    String[][] formats = {
      {"int4", "uint4"},
      {"bipolar1", "bipolar1"},
      {"e2m1", "e3m2"},
      {"pot3", "pot3"},
      {"ternary", "int3"}
    };
    for (int i = 0; i < 120; i++) {
      String[] pair = formats[i % formats.length];
      Format w = FormatNames.parse(pair[0]);
      Format x = FormatNames.parse(pair[1]);
      int groups = between(1, 3);
      MapShape map = new MapShape(groups * between(1, 3), between(1, 7), between(1, 7));
      Window window = window(map, true);
      int zero = x.levels().rankOfImage(BigInteger.ZERO);
      Patches patches =
          zero < 0
              ? Patches.padded(map, new WithZeroFormat(x), window)
              : Patches.padded(map, x, window, x.levels().code(zero));
      int rows = groups * between(1, 3);
      int each = map.channels() / groups;
      int columns = window.positions() * each;
      int[] codes = new int[rows * columns];
      Arrays.setAll(codes, k -> w.levels().code(random.nextInt(w.levels().count())));
      WeightMatrix weights = new WeightMatrix(w, rows, columns, codes);
      ConvLayer layer = new ConvLayer("conv", patches, weights, groups, Optional.empty());
      CodeMatrix input = maps(x, map);
      var sums = accumulators(layer, List.of(input));
      MapShape out = layer.outputShape();
      for (int v = 0; v < VECTORS; v++) {
        for (int e = 0; e < out.elements(); e++) {
          int row = e % rows;
          int oy = e / rows / out.width();
          int ox = e / rows % out.width();
          BigInteger sum = BigInteger.ZERO;
          for (int ky = 0; ky < window.kernelHeight(); ky++) {
            for (int kx = 0; kx < window.kernelWidth(); kx++) {
              for (int c = 0; c < each; c++) {
                int y = oy * window.strideHeight() - window.padTop() + ky * window.dilationHeight();
                int xx = ox * window.strideWidth() - window.padLeft() + kx * window.dilationWidth();
                int channel = row / (rows / groups) * each + c;
                int column = (ky * window.kernelWidth() + kx) * each + c;
                sum =
                    sum.add(
                        w.image(weights.code(row, column))
                            .multiply(image(input, map, v, channel, y, xx)));
              }
            }
          }
          assertEquals(sum, sums.get(v, e), layer.toString());
          tally.add();
        }
      }
    }
    tally.require(10_000);
  }

  @Test
  void poolsTakeTheGreatestValueOrTheSum() {
    Tally tally = new Tally("pooling");
    for (int i = 0; i < 60; i++) {
      Format x = FormatNames.parse(List.of("e3m2", "int4", "uint3", "bipolar1", "pot3").get(i % 5));
      MapShape map = new MapShape(between(1, 4), between(2, 7), between(2, 7));
      Window window = window(map, false);
      CodeMatrix input = maps(x, map);
      Layer max = PoolLayer.max("max", map, x, window);
      Layer sum =
          new PoolLayer(
              "sum", Patches.unpadded(map, x, window), PoolLayer.Operation.SUM, Optional.empty());
      var greatest = new LayerModel(max).evaluate(List.of(input), true);
      var sums = accumulators(sum, List.of(input));
      MapShape out = max.outputShape();
      for (int v = 0; v < VECTORS; v++) {
        for (int e = 0; e < out.elements(); e++) {
          BigInteger most = null;
          BigInteger total = BigInteger.ZERO;
          for (int ky = 0; ky < window.kernelHeight(); ky++) {
            for (int kx = 0; kx < window.kernelWidth(); kx++) {
              int pixel = e / out.channels();
              int y = pixel / out.width() * window.strideHeight() + ky * window.dilationHeight();
              int xx = pixel % out.width() * window.strideWidth() + kx * window.dilationWidth();
              BigInteger one = image(input, map, v, e % out.channels(), y, xx);
              most = most == null ? one : most.max(one);
              total = total.add(one);
            }
          }
          assertEquals(most, x.image(greatest.codes().orElseThrow().code(v, e)));
          assertEquals(most, greatest.accumulators().orElseThrow().get(v, e));
          assertEquals(total, sums.get(v, e));
          tally.add();
        }
      }
    }
    tally.require(1_000);
  }

  @Test
  void sumsWeighTheirMapsExactly() {
    MapShape map = new MapShape(3, 2, 2);
    Format a = FormatNames.parse("e4m3fn");
    Format b = FormatNames.parse("int5");
    BigInteger huge = BigInteger.ONE.shiftLeft(70).negate();
    for (BigInteger second : List.of(BigInteger.valueOf(5), huge)) {
      SumLayer layer =
          new SumLayer(
              "add", map, List.of(a, b), List.of(BigInteger.TWO, second), Optional.empty());
      CodeMatrix left = maps(a, map);
      CodeMatrix right = maps(b, map);
      var sums = accumulators(layer, List.of(left, right));
      for (int i = 0; i < VECTORS * map.elements(); i++) {
        BigInteger expected =
            a.image(left.codes()[i]).shiftLeft(1).add(b.image(right.codes()[i]).multiply(second));
        assertEquals(expected, sums.get(i / map.elements(), i % map.elements()));
      }
    }
  }

  @Test
  void movedCodesKeepTheirPlacesInTheirTensor() {
    Format x = FormatNames.parse("uint8");
    CodeMatrix input = new CodeMatrix(x, 1, 8, new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    MapShape map = new MapShape(4, 1, 2);
    assertArrayEquals(
        new int[] {0, 1, 4, 5, 2, 3, 6, 7},
        codes(new DepthToSpaceLayer("d", map, x, 2, DepthToSpaceLayer.Order.DCR), input));
    assertArrayEquals(
        new int[] {0, 1, 4, 5, 2, 3, 6, 7},
        codes(new DepthToSpaceLayer("d", map, x, 2, DepthToSpaceLayer.Order.CRD), input));
    CodeMatrix deep = new CodeMatrix(x, 1, 8, new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    MapShape one = new MapShape(8, 1, 1);
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 4, 5, 6, 7},
        codes(new DepthToSpaceLayer("d", one, x, 2, DepthToSpaceLayer.Order.DCR), deep));
    assertArrayEquals(
        new int[] {0, 4, 1, 5, 2, 6, 3, 7},
        codes(new DepthToSpaceLayer("d", one, x, 2, DepthToSpaceLayer.Order.CRD), deep));
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7},
        codes(new UpsampleLayer("u", map, x, 1, 2), input));
    CodeMatrix other = new CodeMatrix(x, 1, 2, new int[] {8, 9});
    ConcatLayer concat = new ConcatLayer("c", List.of(map, new MapShape(1, 1, 2)), x);
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 8, 4, 5, 6, 7, 9},
        new LayerModel(concat)
            .evaluate(List.of(input, other), false)
            .codes()
            .orElseThrow()
            .codes());
  }

  @Test
  void aFormatWithoutZeroGetsOneCodeForIt() {
    WithZeroFormat format = new WithZeroFormat(new BipolarFormat(1));
    assertEquals("bipolar1+0", format.name());
    assertEquals(BigInteger.ZERO, format.image(2));
    assertEquals(3, format.levels().count());
    assertEquals(BigInteger.ONE.negate(), format.image(0));
  }

  private static int[] codes(Layer layer, CodeMatrix input) {
    return new LayerModel(layer).evaluate(List.of(input), false).codes().orElseThrow().codes();
  }

  private static Accumulators accumulators(Layer layer, List<CodeMatrix> inputs) {
    return new LayerModel(layer).evaluate(inputs, true).accumulators().orElseThrow();
  }
}
