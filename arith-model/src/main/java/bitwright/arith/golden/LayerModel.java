package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.dot.DotKernel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.step.Requantizer;
import java.util.Optional;
import java.util.stream.IntStream;

/** One layer, prepared for batches that are split over all cores chunk by chunk. */
final class LayerModel {

  /** The vectors of one chunk; a multiple of what the kernels take at once. */
  static final int CHUNK = 32;

  private final DenseLayer layer;
  private final DotKernel kernel;
  private final Optional<RankSearch> search;

  LayerModel(DenseLayer layer) {
    this.layer = layer;
    kernel = DotKernel.of(layer.weights(), layer.input());
    search = layer.requantizer().flatMap(q -> RankSearch.of(q, layer.accumulatorRange()));
  }

  /**
   * What a layer made of a batch.
   *
   * @param codes the output codes, where the layer requantizes
   * @param accumulators the exact sums, where they were asked for
   */
  record Result(Optional<CodeMatrix> codes, Optional<Accumulators> accumulators) {}

  Result evaluate(CodeMatrix inputs, boolean keepAccumulators) {
    int vectors = inputs.vectors();
    int rows = layer.rows();
    int count = (vectors + CHUNK - 1) / CHUNK;
    Accumulators[] kept = new Accumulators[keepAccumulators ? count : 0];
    int[] codes = new int[layer.requantizer().isPresent() ? vectors * rows : 0];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int from = i * CHUNK;
              Accumulators sums = kernel.multiply(inputs, from, Math.min(from + CHUNK, vectors));
              layer.requantizer().ifPresent(q -> requantize(q, sums, codes, from * rows));
              if (keepAccumulators) {
                kept[i] = sums;
              }
            });
    return new Result(
        layer.requantizer().map(q -> new CodeMatrix(q.output(), vectors, rows, codes)),
        keepAccumulators ? Optional.of(Accumulators.concatenate(rows, kept)) : Optional.empty());
  }

  private void requantize(Requantizer exact, Accumulators sums, int[] codes, int offset) {
    if (sums.isNarrow() && search.isPresent()) {
      search.get().codes(sums, codes, offset);
      return;
    }
    for (int v = 0; v < sums.vectors(); v++) {
      for (int r = 0; r < sums.rows(); r++) {
        codes[offset + v * sums.rows() + r] = exact.code(r, sums.get(v, r));
      }
    }
  }
}
