package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Pooling by sum: the images of each channel over each window. */
final class PoolSumWork implements LayerModel.SumWork {

  private final PoolLayer layer;
  private final Optional<Steps> steps;
  private final Patches patches;
  private final ImageTable images;

  PoolSumWork(PoolLayer layer) {
    this.layer = layer;
    steps = layer.requantizer().map(q -> Steps.of(q, layer.accumulatorRange()));
    patches = layer.patches();
    images = ImageTable.of(patches.windowFormat(), BigInteger.ONE, layer.accumulatorRange());
  }

  @Override
  public Accumulators sums(List<CodeMatrix> inputs, int from, int to) {
    CodeMatrix maps = inputs.get(0);
    int channels = patches.input().channels();
    int width = patches.count() * channels;
    ImageTable.Sums sums = images.sums((to - from) * width);
    int[] cut = new int[patches.count() * patches.size()];
    for (int v = from; v < to; v++) {
      patches.copy(maps.codes(), v * maps.width(), cut, 0);
      for (int i = 0; i < cut.length; i++) {
        int element = i / patches.size() * channels + i % channels;
        sums.add(images, (v - from) * width + element, cut[i]);
      }
    }
    return sums.accumulators(to - from, width);
  }

  @Override
  public void codes(Accumulators sums, int[] codes, int offset) {
    int channels = layer.outputShape().channels();
    int pixels = sums.vectors() * sums.rows() / channels;
    steps.orElseThrow().codes(sums.reshaped(pixels, channels), codes, offset);
  }
}
