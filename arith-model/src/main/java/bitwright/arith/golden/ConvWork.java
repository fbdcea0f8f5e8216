package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.dot.MapKernel;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.Patches;
import java.util.List;
import java.util.Optional;

/**
 * A convolution: by a kernel for whole maps where there is one, else as one matrix product whose
 * vectors are the patches.
 */
final class ConvWork implements LayerModel.SumWork {

  private final Patches patches;
  private final int groups;
  private final int channels;
  private final MatrixModel matrix;
  private final Optional<MapKernel> whole;

  ConvWork(ConvLayer layer) {
    patches = layer.patches();
    groups = layer.groups();
    channels = layer.weights().rows();
    matrix = new MatrixModel(layer.kernel().orElseThrow());
    whole = MapKernel.of(layer);
  }

  @Override
  public Accumulators sums(List<CodeMatrix> inputs, int from, int to) {
    CodeMatrix maps = inputs.get(0);
    if (whole.isPresent()) {
      Accumulators[] sums = new Accumulators[to - from];
      for (int v = from; v < to; v++) {
        sums[v - from] = whole.get().multiply(maps.codes(), v * maps.width());
      }
      return Accumulators.concatenate(channels, sums)
          .reshaped(to - from, patches.count() * channels);
    }
    return patchSums(maps, from, to);
  }

  private Accumulators patchSums(CodeMatrix maps, int from, int to) {
    int pixels = patches.count();
    int size = pixels * patches.size();
    int[] codes = new int[Math.multiplyExact(to - from, size)];
    for (int v = from; v < to; v++) {
      patches.copy(maps.codes(), v * maps.width(), codes, (v - from) * size);
    }
    if (groups > 1) {
      codes = byGroup(codes);
    }
    int vectors = (to - from) * pixels;
    CodeMatrix rows = new CodeMatrix(patches.windowFormat(), vectors, patches.size(), codes);
    return matrix.sums(rows, 0, vectors).reshaped(to - from, pixels * channels);
  }

  /** From the order (position, channel) to (group, position, channel within the group). */
  private int[] byGroup(int[] codes) {
    int all = patches.input().channels();
    int each = all / groups;
    int positions = patches.window().positions();
    int[] grouped = new int[codes.length];
    int to = 0;
    for (int patch = 0; patch < codes.length; patch += patches.size()) {
      for (int group = 0; group < groups; group++) {
        for (int position = 0; position < positions; position++) {
          int at = patch + position * all + group * each;
          System.arraycopy(codes, at, grouped, to, each);
          to += each;
        }
      }
    }
    return grouped;
  }

  @Override
  public void codes(Accumulators sums, int[] codes, int offset) {
    int pixels = patches.count();
    matrix.requantize(sums.reshaped(sums.vectors() * pixels, channels), codes, offset);
  }
}
