package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.UpsampleLayer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One layer, prepared for batches that are split over all cores chunk by chunk. */
final class LayerModel {

  /** The vectors of one chunk; a multiple of what the kernels take at once. */
  static final int CHUNK = 32;

  /** What a layer does to the vectors {@code from … to − 1} of a batch, from many threads. */
  sealed interface Work permits SumWork, CodeWork {}

  /** Exact sums that a requantizer steps from. */
  non-sealed interface SumWork extends Work {

    /** The accumulators, in stream order. */
    Accumulators sums(List<CodeMatrix> inputs, int from, int to);

    /** Writes the codes of accumulators from an offset on. */
    void codes(Accumulators sums, int[] codes, int offset);
  }

  /** Codes that are moved or compared. */
  non-sealed interface CodeWork extends Work {

    /** Writes the codes, in stream order, from an offset on. */
    void codes(List<CodeMatrix> inputs, int from, int to, int[] codes, int offset);
  }

  /**
   * What a layer made of a batch.
   *
   * @param codes the output codes, where the layer gives codes
   * @param accumulators the exact sums, where they were asked for
   */
  record Result(Optional<CodeMatrix> codes, Optional<Accumulators> accumulators) {}

  private final Layer layer;
  private final Work work;
  private final int chunk;

  LayerModel(Layer layer) {
    this.layer = layer;
    // A map is a batch of pixels in itself.
    chunk = layer.outputShape().pixels() >= CHUNK ? 1 : CHUNK;
    work = work(layer);
  }

  private static Work work(Layer layer) {
    if (layer instanceof DenseLayer dense) {
      return new DenseWork(dense);
    }
    if (layer instanceof ConvLayer conv) {
      return new ConvWork(conv);
    }
    if (layer instanceof PoolLayer pool) {
      return pool.operation() == PoolLayer.Operation.MAX
          ? new MaxWork(pool)
          : new PoolSumWork(pool);
    }
    if (layer instanceof SumLayer sum) {
      return new ElementwiseWork(sum);
    }
    if (layer instanceof ConcatLayer concat) {
      return GatherWork.of(concat);
    }
    if (layer instanceof UpsampleLayer upsample) {
      return GatherWork.of(upsample);
    }
    return GatherWork.of((DepthToSpaceLayer) layer);
  }

  Result evaluate(List<CodeMatrix> inputs, boolean keepAccumulators) {
    int vectors = inputs.get(0).vectors();
    int width = layer.outputShape().elements();
    int count = (vectors + chunk - 1) / chunk;
    Accumulators[] kept = new Accumulators[keepAccumulators ? count : 0];
    int[] codes = new int[layer.output().isPresent() ? Math.multiplyExact(vectors, width) : 0];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int from = i * chunk;
              int to = Math.min(from + chunk, vectors);
              Optional<Accumulators> sums = run(inputs, from, to, codes, width);
              if (keepAccumulators) {
                kept[i] = sums.orElseGet(() -> images(codes, from, to, width));
              }
            });
    return new Result(
        layer.output().map(format -> new CodeMatrix(format, vectors, width, codes)),
        keepAccumulators ? Optional.of(Accumulators.concatenate(width, kept)) : Optional.empty());
  }

  private Optional<Accumulators> run(
      List<CodeMatrix> inputs, int from, int to, int[] codes, int width) {
    if (work instanceof CodeWork moves) {
      moves.codes(inputs, from, to, codes, from * width);
      return Optional.empty();
    }
    SumWork adds = (SumWork) work;
    Accumulators sums = adds.sums(inputs, from, to);
    if (layer.output().isPresent()) {
      adds.codes(sums, codes, from * width);
    }
    return Optional.of(sums);
  }

  /** The images of codes, as the accumulators of a layer that does not add. */
  private Accumulators images(int[] codes, int from, int to, int width) {
    var format = layer.output().orElseThrow();
    return Accumulators.wide(
        to - from,
        width,
        IntStream.range(from * width, to * width)
            .mapToObj(i -> format.image(codes[i]))
            .toArray(java.math.BigInteger[]::new));
  }
}
