package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.oracle.GraphFile.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The golden model of a network of any layers beside its graph, executed exactly.
 *
 * <p>Each layer that gives codes must give those of a tensor of the graph, a different one for each
 * layer, and the last layer those of the graph's output. A tensor has codes if it comes out of a
 * quantizer, or of one through operators that only choose among numbers.
 */
public final class MapWitness {

  private static final Set<String> QUANTIZERS =
      Set.of("Quant", "IntQuant", "BipolarQuant", "FloatQuant", "DequantizeLinear");
  private static final Set<String> CHOOSING =
      Set.of(
          "MaxPool",
          "GlobalMaxPool",
          "Concat",
          "DepthToSpace",
          "Resize",
          "Upsample",
          "Flatten",
          "Reshape",
          "Transpose",
          "Identity",
          "Squeeze",
          "Unsqueeze");

  /** Vectors whose tensors are held at a time. */
  private static final int CHUNK = 16;

  private final GraphFile graph;
  private final Network network;
  private final Executor<Rational> exact;
  private final Map<String, Node> producers = new HashMap<>();

  /** A witness of a network that was made of the model. */
  public MapWitness(byte[] model, Network network) {
    graph = GraphFile.read(model);
    this.network = network;
    exact = new Executor<>(graph, new ExactField());
    exact.dynamic().forEach(node -> node.outputs().forEach(y -> producers.put(y, node)));
  }

  /** A tensor that has codes, and the quantizer they are of. */
  private record Coded(String tensor, Node quantizer) {}

  /**
   * Compares a batch.
   *
   * @return the number of codes and real outputs compared
   * @throws AssertionError if any differs
   */
  public long compare(float[] inputs, Evaluation golden) {
    long compared = 0;
    for (int first = 0; first < golden.vectors(); first += CHUNK) {
      int features = network.input().features();
      int end = Math.min(first + CHUNK, golden.vectors());
      List<Map<String, Tensor<Rational>>> runs =
          IntStream.range(first, end)
              .parallel()
              .mapToObj(v -> exact.run(inputs, v * features))
              .toList();
      compared += compare(runs, first, golden);
    }
    return compared;
  }

  private long compare(List<Map<String, Tensor<Rational>>> runs, int first, Evaluation golden) {
    List<Coded> open = new ArrayList<>();
    for (Node node : exact.dynamic()) {
      quantizer(node.output()).ifPresent(q -> open.add(new Coded(node.output(), q)));
    }
    long compared = 0;
    int layers = network.layers().size();
    for (int i = 0; i < layers; i++) {
      Layer layer = network.layers().get(i);
      if (layer.output().isPresent()) {
        List<Coded> candidates = candidates(open, layer, i == layers - 1, runs.get(0));
        open.remove(agreeing(candidates, layer, golden.layerCodes().get(i), first, runs));
        compared += (long) runs.size() * layer.outputShape().elements();
      }
    }
    for (int v = 0; v < runs.size(); v++) {
      compared += outputs(golden.outputs(first + v), runs.get(v).get(graph.output()));
    }
    return compared;
  }

  /** The quantizer whose codes a tensor holds. */
  private Optional<Node> quantizer(String tensor) {
    Node node = producers.get(tensor);
    if (node == null) {
      return Optional.empty();
    }
    if (QUANTIZERS.contains(node.op())) {
      return Optional.of(node);
    }
    return CHOOSING.contains(node.op()) ? quantizer(node.inputs().get(0)) : Optional.empty();
  }

  private List<Coded> candidates(
      List<Coded> open, Layer layer, boolean last, Map<String, Tensor<Rational>> run) {
    int elements = layer.outputShape().elements();
    boolean codesLeave = quantizer(graph.output()).isPresent();
    List<Coded> candidates =
        open.stream()
            .filter(c -> run.get(c.tensor()).size() == elements)
            .filter(c -> !last || !codesLeave || c.tensor().equals(graph.output()))
            .toList();
    if (candidates.isEmpty()) {
      throw new AssertionError(
          "layer %s has %d elements, like no tensor of the graph"
              .formatted(layer.name(), elements));
    }
    return candidates;
  }

  private Coded agreeing(
      List<Coded> candidates,
      Layer layer,
      CodeMatrix golden,
      int first,
      List<Map<String, Tensor<Rational>>> runs) {
    Set<String> differences = new HashSet<>();
    for (Coded candidate : candidates) {
      for (Rational offset : List.of(Rational.ZERO, exact.zeroPoint(candidate.quantizer()))) {
        Optional<String> difference = difference(candidate, offset, layer, golden, first, runs);
        if (difference.isEmpty()) {
          return candidate;
        }
        differences.add(difference.get());
      }
    }
    throw new AssertionError("layer " + layer.name() + ": " + String.join("; ", differences));
  }

  /** The first element that differs: (code − offset) · scale is what the graph must give. */
  private Optional<String> difference(
      Coded candidate,
      Rational offset,
      Layer layer,
      CodeMatrix golden,
      int first,
      List<Map<String, Tensor<Rational>>> runs) {
    Rational scale = exact.constant(candidate.quantizer().inputs().get(1)).get(0);
    Rational[] values = values(golden.format());
    for (int v = 0; v < runs.size(); v++) {
      Tensor<Rational> expected = runs.get(v).get(candidate.tensor());
      assertEquals(expected.size(), golden.width());
      for (int i = 0; i < expected.size(); i++) {
        int code = golden.code(first + v, layer.outputShape().streamIndex(i));
        Rational actual = values[code].minus(offset).times(scale);
        if (!expected.get(i).equals(actual)) {
          return Optional.of(
              "%s of vector %d, element %d: golden %s (code %d), graph %s"
                  .formatted(
                      candidate.tensor(),
                      first + v,
                      i,
                      actual.doubleValue(),
                      code,
                      expected.get(i).doubleValue()));
        }
      }
    }
    return Optional.empty();
  }

  private static Rational[] values(Format format) {
    BigInteger[] images = CodeValues.of(format);
    Rational[] values = new Rational[images.length];
    for (int code = 0; code < images.length; code++) {
      values[code] =
          images[code] == null ? null : Rational.scaled(images[code], format.unitExponent());
    }
    return values;
  }

  private static long outputs(double[] actual, Tensor<Rational> expected) {
    assertEquals(expected.size(), actual.length);
    for (int i = 0; i < actual.length; i++) {
      double y = expected.get(i).doubleValue();
      assertEquals(y, actual[i], 1e-12 * Math.max(1, Math.abs(y)), "output " + i);
    }
    return actual.length;
  }
}
