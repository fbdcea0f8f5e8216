package bitwright.arith.golden;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluates a network exactly: the single definition of what its hardware computes.
 *
 * <p>Batches are split over all cores; the result does not depend on how.
 */
public final class GoldenModel {

  private final Network network;
  private final List<LayerModel> layers;

  /** A model of a network; prepares one kernel per layer. */
  public GoldenModel(Network network) {
    this.network = network;
    layers = network.layers().stream().map(LayerModel::new).toList();
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
    for (LayerModel layer : layers.subList(0, layers.size() - 1)) {
      codes = layer.evaluate(codes, false).codes().orElseThrow();
      layerCodes.add(codes);
    }
    LayerModel.Result last = layers.get(layers.size() - 1).evaluate(codes, true);
    last.codes().ifPresent(layerCodes::add);
    return new Evaluation(
        network, inputs, List.copyOf(layerCodes), last.accumulators().orElseThrow());
  }
}
