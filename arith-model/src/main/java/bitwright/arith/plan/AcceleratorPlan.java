package bitwright.arith.plan;

import bitwright.arith.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan of a whole accelerator: a chain of matrix-vector units.
 *
 * @param network the network
 * @param layers one plan per layer of the network, in order
 */
public record AcceleratorPlan(Network network, List<LayerPlan> layers) {

  /** Checks that plans and layers agree. */
  public AcceleratorPlan {
    layers = List.copyOf(layers);
    if (!layers.stream().map(LayerPlan::layer).toList().equals(network.layers())) {
      throw new IllegalArgumentException("a plan has one entry per layer of its network, in order");
    }
  }

  /**
   * A plan from folds.
   *
   * @throws IllegalArgumentException if their number differs or a fold does not divide its layer
   */
  public static AcceleratorPlan of(Network network, List<Fold> folds) {
    if (folds.size() != network.layers().size()) {
      throw new IllegalArgumentException(
          "network %s has %d layers, but %d folds are given"
              .formatted(network.name(), network.layers().size(), folds.size()));
    }
    List<LayerPlan> plans = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      plans.add(new LayerPlan(network.layers().get(i), folds.get(i)));
    }
    return new AcceleratorPlan(network, plans);
  }

  /** The plan with {@link Folding#DEFAULT_CYCLES} as its target. */
  public static AcceleratorPlan balanced(Network network) {
    return of(network, Folding.balanced(network, Folding.DEFAULT_CYCLES));
  }

  /** Cycles between two inferences in steady state: the slowest layer's initiation interval. */
  public int cyclesPerInference() {
    return layers.stream().mapToInt(LayerPlan::cyclesPerVector).max().orElseThrow();
  }

  /**
   * Cycles from the first input beat of an image to its last output beat, both included, through an
   * idle accelerator that nothing stalls.
   */
  public int latency() {
    return Latency.of(this);
  }

  /** Cycles for a batch that nothing stalls, from its first input beat to its last output beat. */
  public long cycles(int images) {
    return latency() + (images - 1L) * cyclesPerInference();
  }

  /** Codes per beat of the input stream: the first layer's SIMD. */
  public int inputElements() {
    return layers.get(0).fold().simd();
  }

  /** Beats per image of the input stream. */
  public int inputBeats() {
    return layers.get(0).synapseFold();
  }

  /** Elements per beat of the output stream: the last layer's PE. */
  public int outputElements() {
    return last().fold().pe();
  }

  /** Beats per image of the output stream. */
  public int outputBeats() {
    return last().neuronFold();
  }

  /** The plan of the last layer. */
  public LayerPlan last() {
    return layers.get(layers.size() - 1);
  }
}
