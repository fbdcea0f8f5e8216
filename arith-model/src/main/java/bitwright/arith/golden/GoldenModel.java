package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * @param inputs {@code [vectors, features]}, features in ONNX order
   * @return codes in stream order
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
        .forEach(v -> quantize(inputs, codes, v * features, features));
    return new CodeMatrix(quantizer.format(), vectors, features, codes);
  }

  private void quantize(float[] inputs, int[] codes, int offset, int features) {
    MapShape map = network.inputMap();
    if (map.ordersAgree()) {
      network.input().encode(inputs, offset, codes, offset);
      return;
    }
    for (int i = 0; i < features; i++) {
      codes[offset + map.streamIndex(i)] = network.input().code(i, inputs[offset + i]);
    }
  }

  /** Evaluates real inputs {@code [vectors, features]}. */
  public Evaluation evaluate(float[] inputs) {
    return evaluate(quantize(inputs));
  }

  /** Evaluates codes of the input quantizer's format, in stream order. */
  public Evaluation evaluate(CodeMatrix inputs) {
    List<CodeMatrix> layerCodes = new ArrayList<>();
    Optional<Accumulators> lastAccumulators = Optional.empty();
    for (int i = 0; i < layers.size(); i++) {
      List<CodeMatrix> maps =
          network.nodes().get(i).sources().stream()
              .map(source -> source == Node.INPUT ? inputs : layerCodes.get(source))
              .toList();
      LayerModel.Result result = layers.get(i).evaluate(maps, i == layers.size() - 1);
      result.codes().ifPresent(layerCodes::add);
      lastAccumulators = result.accumulators();
    }
    return new Evaluation(network, inputs, List.copyOf(layerCodes), lastAccumulators.orElseThrow());
  }
}
