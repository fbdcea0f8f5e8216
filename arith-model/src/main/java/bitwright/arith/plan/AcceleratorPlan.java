package bitwright.arith.plan;

import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The plan of a whole accelerator: one plan per layer, joined by streams as the network's nodes
 * are.
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
   * A plan from folds, in portable Verilog.
   *
   * @throws IllegalArgumentException if their number differs or a fold does not divide its layer
   */
  public static AcceleratorPlan of(Network network, List<Fold> folds) {
    return of(network, folds, Cells.PORTABLE);
  }

  /**
   * A plan from folds, with products in look-up tables.
   *
   * @throws IllegalArgumentException if their number differs or a fold does not divide its layer
   */
  public static AcceleratorPlan of(Network network, List<Fold> folds, Cells cells) {
    return of(network, folds, Collections.nCopies(folds.size(), Implementation.of(cells)));
  }

  /**
   * A plan from folds and implementations, one of each per layer.
   *
   * @param implementations those of layers without a matrix product are ignored
   * @throws IllegalArgumentException if their numbers differ or a fold does not divide its layer
   */
  public static AcceleratorPlan of(
      Network network, List<Fold> folds, List<Implementation> implementations) {
    if (implementations.size() != folds.size()) {
      throw new IllegalArgumentException(
          "%d folds are given with %d implementations"
              .formatted(folds.size(), implementations.size()));
    }
    if (folds.size() != network.nodes().size()) {
      throw new IllegalArgumentException(
          "network %s has %d layers, but %d folds are given"
              .formatted(network.name(), network.nodes().size(), folds.size()));
    }
    List<LayerPlan> plans = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      plans.add(LayerPlan.of(network.nodes().get(i).layer(), folds.get(i), implementations.get(i)));
    }
    return new AcceleratorPlan(network, plans);
  }

  /** The plan with {@link Folding#DEFAULT_CYCLES} as its target. */
  public static AcceleratorPlan balanced(Network network) {
    return of(network, Folding.balanced(network, Folding.DEFAULT_CYCLES));
  }

  /** The matrix-vector units of all dense and convolutional layers, in order. */
  public List<MatrixPlan> matrices() {
    return layers.stream().flatMap(plan -> plan.matrix().stream()).toList();
  }

  /** The matrix-vector unit of a dense or convolutional layer. */
  public MatrixPlan matrix(int node) {
    LayerPlan plan = layers.get(node);
    return plan.matrix()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer %s has no weights".formatted(plan.layer().name())));
  }

  /** Cycles between two inferences in steady state: the slowest layer's initiation interval. */
  public int cyclesPerInference() {
    return layers.stream().mapToInt(LayerPlan::cyclesPerFrame).max().orElseThrow();
  }

  /**
   * Cycles from the first input beat of an image to its last output beat, both included, through an
   * accelerator fresh from reset that nothing stalls.
   */
  public int latency() {
    return Latency.of(this);
  }

  /**
   * For every image of a batch that nothing stalls the cycles from the first input beat of the
   * first image to its last output beat, both included.
   */
  public long[] ends(int images) {
    return Latency.ends(this, images);
  }

  /** Cycles for a batch that nothing stalls, from its first input beat to its last output beat. */
  public long cycles(int images) {
    return latency() + (images - 1L) * cyclesPerInference();
  }

  /** The stream that a node gives, or {@link Node#INPUT} the network's input. */
  public StreamShape source(int node) {
    return node == Node.INPUT ? input() : layers.get(node).output();
  }

  /**
   * The depth in beats of the queue in front of a port of a layer with several inputs, which holds
   * what one branch gives while the other is still at it; 0 where there is none.
   */
  public int queueDepth(int node, int port) {
    return BranchQueues.depth(this, node, port);
  }

  /** The input stream, cut as the first layer that takes it wants it. */
  public StreamShape input() {
    int consumer = network.consumers(Node.INPUT).get(0);
    int port = network.nodes().get(consumer).sources().indexOf(Node.INPUT);
    return layers.get(consumer).inputs().get(port);
  }

  /** The output stream. */
  public StreamShape output() {
    return last().output();
  }

  /** Codes per beat of the input stream. */
  public int inputElements() {
    return input().elements();
  }

  /** Beats per image of the input stream. */
  public int inputBeats() {
    return input().beats();
  }

  /** Elements per beat of the output stream. */
  public int outputElements() {
    return output().elements();
  }

  /** Beats per image of the output stream. */
  public int outputBeats() {
    return output().beats();
  }

  /** The plan of the last layer. */
  public LayerPlan last() {
    return layers.get(layers.size() - 1);
  }
}
