package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.dot.DotKernel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.step.Requantizer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluates a network exactly: the single definition of what its hardware computes.
 *
 * <p>Batches are split over all cores; the result does not depend on how.
 */
public final class GoldenModel {

  private static final int CHUNK = 32;

  private final Network network;
  private final List<DotKernel> kernels;

  /** A model of a network; prepares one kernel per layer. */
  public GoldenModel(Network network) {
    this.network = network;
    kernels = network.layers().stream().map(l -> DotKernel.of(l.weights(), l.input())).toList();
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /**
   * Quantizes real inputs.
   *
   * @param inputs {@code [vectors, features]}
   * @throws IllegalArgumentException if the length is no multiple of the feature count, or on NaN
   */
  public CodeMatrix quantize(float[] inputs) {
    InputQuantizer quantizer = network.input();
    int features = quantizer.features();
    if (inputs.length % features != 0) {
      throw new IllegalArgumentException(
          "%d inputs are no multiple of %d features".formatted(inputs.length, features));
    }
    int[] codes = new int[inputs.length];
    int vectors = inputs.length / features;
    IntStream.range(0, vectors)
        .parallel()
        .forEach(v -> quantizer.encode(inputs, v * features, codes, v * features));
    return new CodeMatrix(quantizer.format(), vectors, features, codes);
  }

  /** Evaluates real inputs {@code [vectors, features]}. */
  public Evaluation evaluate(float[] inputs) {
    return evaluate(quantize(inputs));
  }

  /** Evaluates codes of the first layer's input format. */
  public Evaluation evaluate(CodeMatrix inputs) {
    List<CodeMatrix> layerCodes = new ArrayList<>();
    CodeMatrix codes = inputs;
    Accumulators last = null;
    for (int i = 0; i < kernels.size(); i++) {
      DenseLayer layer = network.layers().get(i);
      boolean isLast = i == kernels.size() - 1;
      LayerBatch batch = new LayerBatch(layer, kernels.get(i), codes, isLast);
      batch.run();
      last = batch.accumulators();
      if (layer.requantizer().isPresent()) {
        codes = batch.codes();
        layerCodes.add(codes);
      }
    }
    return new Evaluation(network, inputs, List.copyOf(layerCodes), last);
  }

  /** One layer over one batch, chunk by chunk. */
  private static final class LayerBatch {

    private final DenseLayer layer;
    private final DotKernel kernel;
    private final CodeMatrix inputs;
    private final int[] codes;
    private final Accumulators[] chunks;

    LayerBatch(DenseLayer layer, DotKernel kernel, CodeMatrix inputs, boolean keepAccumulators) {
      this.layer = layer;
      this.kernel = kernel;
      this.inputs = inputs;
      codes = layer.requantizer().isPresent() ? new int[inputs.vectors() * layer.rows()] : null;
      chunks = keepAccumulators ? new Accumulators[(inputs.vectors() + CHUNK - 1) / CHUNK] : null;
    }

    void run() {
      int count = (inputs.vectors() + CHUNK - 1) / CHUNK;
      IntStream.range(0, count).parallel().forEach(this::chunk);
    }

    private void chunk(int index) {
      int from = index * CHUNK;
      int to = Math.min(from + CHUNK, inputs.vectors());
      Accumulators sums = kernel.multiply(inputs, from, to);
      if (chunks != null) {
        chunks[index] = sums;
      }
      if (codes != null) {
        Requantizer requantizer = layer.requantizer().orElseThrow();
        for (int v = from; v < to; v++) {
          for (int r = 0; r < layer.rows(); r++) {
            codes[v * layer.rows() + r] =
                sums.isNarrow()
                    ? requantizer.code(r, sums.getLong(v - from, r))
                    : requantizer.code(r, sums.get(v - from, r));
          }
        }
      }
    }

    CodeMatrix codes() {
      return new CodeMatrix(
          layer.requantizer().orElseThrow().output(), inputs.vectors(), layer.rows(), codes);
    }

    Accumulators accumulators() {
      if (chunks == null) {
        return null;
      }
      int rows = layer.rows();
      int vectors = inputs.vectors();
      if (vectors == 0 || chunks[0].isNarrow()) {
        long[] all = new long[vectors * rows];
        for (int i = 0; i < all.length; i++) {
          int v = i / rows;
          all[i] = chunks[v / CHUNK].getLong(v % CHUNK, i % rows);
        }
        return Accumulators.narrow(vectors, rows, all);
      }
      BigInteger[] all = new BigInteger[vectors * rows];
      for (int i = 0; i < all.length; i++) {
        int v = i / rows;
        all[i] = chunks[v / CHUNK].get(v % CHUNK, i % rows);
      }
      return Accumulators.wide(vectors, rows, all);
    }
  }
}
