package bitwright.arith.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import bitwright.arith.oracle.Tally;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kernel for whole maps agrees with the definition of the dense layer of every patch. */
class MapKernelTest {

  private final Random random = new Random(31);

  @Test
  void everyOutputPixelIsItsPatchTimesTheWeights() {
    assertTrue(DotKernel.usesVectorApi(), "the tests run with the Vector API");
    Tally tally = new Tally("whole maps");
    String[][] formats = {
      {"int4", "uint4"}, {"e2m1", "e3m2"}, {"pot3", "int8"}, {"bipolar1", "int3"}
    };
    for (int i = 0; i < 200; i++) {
      Format w = FormatNames.parse(formats[i % formats.length][0]);
      Format x = FormatNames.parse(formats[i % formats.length][1]);
      check(layer(w, x), x, tally);
    }
    tally.require(50_000);
  }

  @Test
  void sumsThatAFloatCannotHoldHaveNoKernel() {
    Format wide = FormatNames.parse("int13");
    assertTrue(MapKernel.of(layer(wide, wide)).isEmpty());
  }

  private ConvLayer layer(Format w, Format x) {
    int groups = between(1, 3);
    MapShape map = new MapShape(groups * between(1, 4), between(3, 12), between(3, 30));
    Window window =
        new Window(
            between(1, 3),
            between(1, 3),
            between(1, 3),
            between(1, 3),
            between(0, 2),
            between(0, 2),
            between(0, 2),
            between(0, 2),
            1,
            1);
    int pad = x.levels().code(random.nextInt(x.levels().count()));
    Patches patches = Patches.padded(map, x, window, pad);
    int rows = groups * between(1, 6);
    int[] codes = random(w, rows * patches.size() / groups);
    WeightMatrix weights = new WeightMatrix(w, rows, patches.size() / groups, codes);
    return new ConvLayer("conv", patches, weights, groups, Optional.empty());
  }

  private void check(ConvLayer layer, Format x, Tally tally) {
    Patches patches = layer.patches();
    int[] map = random(x, 5 + patches.input().elements());
    Accumulators sums = MapKernel.of(layer).orElseThrow().multiply(map, 5);
    int[] cut = new int[patches.count() * patches.size()];
    patches.copy(map, 5, cut, 0);
    DenseLayer kernel = layer.kernel().orElseThrow();
    int channels = patches.input().channels();
    int each = channels / layer.groups();
    for (int pixel = 0; pixel < patches.count(); pixel++) {
      int[] vector = new int[patches.size()];
      for (int k = 0; k < vector.length; k++) {
        int group = k / (vector.length / layer.groups());
        int inGroup = k % (vector.length / layer.groups());
        int from = inGroup / each * channels + group * each + inGroup % each;
        vector[k] = cut[pixel * patches.size() + from];
      }
      for (int row = 0; row < kernel.rows(); row++) {
        assertEquals(kernel.accumulate(row, vector), sums.get(pixel, row), layer.toString());
        tally.add();
      }
    }
  }

  private int[] random(Format format, int count) {
    int[] codes = new int[count];
    Arrays.setAll(codes, i -> format.levels().code(random.nextInt(format.levels().count())));
    return codes;
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }
}
