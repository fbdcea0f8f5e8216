package bitwright.arith.golden;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pooling by maximum, in ranks: the order of values. */
final class MaxWork implements LayerModel.CodeWork {

  private final Patches patches;
  private final int[] ranks;
  private final int[] codes;

  MaxWork(PoolLayer layer) {
    patches = layer.patches();
    Format format = patches.format();
    ranks = IntStream.range(0, format.codes()).map(format.levels()::rank).toArray();
    codes = IntStream.range(0, format.levels().count()).map(format.levels()::code).toArray();
  }

  @Override
  public void codes(List<CodeMatrix> inputs, int from, int to, int[] out, int offset) {
    CodeMatrix maps = inputs.get(0);
    int channels = patches.input().channels();
    int at = offset;
    for (int v = from; v < to; v++) {
      for (int oy = 0; oy < patches.outputHeight(); oy++) {
        for (int ox = 0; ox < patches.outputWidth(); ox++) {
          Arrays.fill(out, at, at + channels, 0);
          pool(maps.codes(), v * maps.width(), oy, ox, out, at);
          for (int c = at; c < at + channels; c++) {
            out[c] = codes[out[c]];
          }
          at += channels;
        }
      }
    }
  }

  /** Raises ranks to those that one window sees; the border, of rank 0, raises none. */
  private void pool(int[] map, int offset, int oy, int ox, int[] out, int at) {
    Window window = patches.window();
    MapShape shape = patches.input();
    int channels = shape.channels();
    for (int ky = 0; ky < window.kernelHeight(); ky++) {
      int y = oy * window.strideHeight() - window.padTop() + ky * window.dilationHeight();
      for (int kx = 0; kx < window.kernelWidth(); kx++) {
        int x = ox * window.strideWidth() - window.padLeft() + kx * window.dilationWidth();
        if (y < 0 || y >= shape.height() || x < 0 || x >= shape.width()) {
          continue;
        }
        int pixel = offset + (y * shape.width() + x) * channels;
        for (int c = 0; c < channels; c++) {
          out[at + c] = Math.max(out[at + c], ranks[map[pixel + c]]);
        }
      }
    }
  }
}
