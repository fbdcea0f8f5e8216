package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.SumLayer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An elementwise sum: each map's images times its multiplier. */
final class ElementwiseWork implements LayerModel.SumWork {

  private final SumLayer layer;
  private final Optional<Steps> steps;
  private final List<ImageTable> terms;

  ElementwiseWork(SumLayer layer) {
    this.layer = layer;
    steps = layer.requantizer().map(q -> Steps.of(q, layer.accumulatorRange()));
    terms =
        IntStream.range(0, layer.formats().size())
            .mapToObj(
                i ->
                    ImageTable.of(
                        layer.formats().get(i),
                        layer.multipliers().get(i),
                        layer.accumulatorRange()))
            .toList();
  }

  @Override
  public Accumulators sums(List<CodeMatrix> inputs, int from, int to) {
    int width = layer.shape().elements();
    ImageTable.Sums sums = terms.get(0).sums((to - from) * width);
    for (int map = 0; map < terms.size(); map++) {
      int[] codes = inputs.get(map).codes();
      for (int i = 0; i < (to - from) * width; i++) {
        sums.add(terms.get(map), i, codes[from * width + i]);
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
