package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Executes a graph node by node, each as its operator is defined, and keeps every tensor.
 *
 * @param <T> the numbers it computes in
 */
final class Executor<T> {

  private final GraphFile graph;
  private final Field<T> field;
  private final Operators<T> operators;
  private final Map<String, Tensor<T>> constants = new HashMap<>();
  private final List<Node> dynamic = new ArrayList<>();

  /** Computes what depends on parameters alone. */
  Executor(GraphFile graph, Field<T> field) {
    this.graph = graph;
    this.field = field;
    operators = new Operators<>(field, graph);
    graph.parameters().forEach((name, t) -> constants.put(name, lift(t)));
    Set<String> varying = new HashSet<>(Set.of(graph.input()));
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(varying::contains)) {
        varying.addAll(node.outputs());
        dynamic.add(node);
      } else {
        constants.putAll(operators.apply(node, operands(node, constants), null));
      }
    }
  }

  private Tensor<T> lift(Tensor<Double> t) {
    return new Tensor<>(t.shape(), t.values().stream().map(field::of).toList());
  }

  /** The nodes that depend on the input, in order. */
  List<Node> dynamic() {
    return dynamic;
  }

  /** The dynamic nodes of the given kinds, in order. */
  List<Node> dynamic(String... ops) {
    return dynamic.stream().filter(n -> List.of(ops).contains(n.op())).toList();
  }

  /** A parameter, or what was computed from parameters alone. */
  Tensor<T> constant(String name) {
    return constants.get(name);
  }

  /** The zero point of a quantizer; zero if it has none. */
  T zeroPoint(Node quantizer) {
    boolean integer = List.of("Quant", "IntQuant", "DequantizeLinear").contains(quantizer.op());
    return integer ? constant(quantizer.inputs().get(2)).get(0) : field.of(0);
  }

  /** Every tensor that the input leads to. */
  Map<String, Tensor<T>> run(float[] x, int offset) {
    int[] shape = graph.inputShape();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < Tensor.size(shape); i++) {
      values.add(field.of(x[offset + i]));
    }
    Map<String, Tensor<T>> known = new HashMap<>();
    known.put(graph.input(), new Tensor<>(shape, values));
    for (Node node : dynamic) {
      known.putAll(operators.apply(node, operands(node, known), null));
    }
    return known;
  }

  /**
   * Executes from one matrix product to another node, with the product A·B given.
   *
   * @param product a MatMul or Gemm
   * @param sums the elements of A·B, before a Gemm's factor and bias
   * @param last the node whose output is wanted
   */
  Tensor<T> runFrom(Node product, Tensor<T> sums, Node last) {
    Map<String, Tensor<T>> known = new HashMap<>();
    known.putAll(operators.apply(product, operands(product, known), sums));
    for (Node node : dynamic.subList(dynamic.indexOf(product) + 1, dynamic.indexOf(last) + 1)) {
      known.putAll(operators.apply(node, operands(node, known), null));
    }
    return known.get(last.output());
  }

  private List<Tensor<T>> operands(Node node, Map<String, Tensor<T>> known) {
    List<Tensor<T>> operands = new ArrayList<>();
    for (String name : node.inputs()) {
      operands.add(known.containsKey(name) ? known.get(name) : constants.get(name));
    }
    return operands;
  }
}
