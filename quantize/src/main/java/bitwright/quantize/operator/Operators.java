package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Value.Known;
import bitwright.quantize.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All operators that are understood, by domain and name. */
public final class Operators {

  /** The domains under which QONNX's operators are found; they mean the same in each. */
  private static final List<String> QUANTIZER_DOMAINS =
      List.of("qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general");

  private static final Map<String, Operator> ONNX = onnx();

  private Operators() {}

  private static Map<String, Operator> onnx() {
    Map<String, Operator> all = new HashMap<>();
    all.putAll(ShapeOperators.ALL);
    all.putAll(SizeOperators.ALL);
    all.putAll(ElementwiseOperators.ALL);
    all.putAll(DenseOperators.ALL);
    all.putAll(LinearOperators.ALL);
    all.putAll(ConvolutionOperators.ALL);
    all.putAll(PoolOperators.ALL);
    all.putAll(MapOperators.ALL);
    all.putAll(ResultOperators.ALL);
    return Map.copyOf(all);
  }

  /**
   * Computes a node's outputs.
   *
   * @throws bitwright.quantize.ImportException if the operator, or this use of it, is not supported
   */
  public static void apply(Node node, Scope scope) {
    boolean quantizer = QUANTIZER_DOMAINS.contains(node.domain());
    if (!quantizer && !node.domain().isEmpty()) {
      throw node.refuse(
          "is of the domain '%s', which is not supported; allowed are the ONNX domain, %s",
          Node.shortened(node.domain()), String.join(", ", QUANTIZER_DOMAINS));
    }
    Map<String, Operator> operators = quantizer ? QuantizerOperators.ALL : ONNX;
    Operator operator = operators.get(node.op());
    if (operator == null) {
      throw node.refuse(
          "is an operator that is not supported%s; allowed are %s",
          quantizer ? " in the domain '" + node.domain() + "'" : "",
          String.join(", ", new TreeSet<>(operators.keySet())));
    }
    operator.apply(node, scope);
  }

  /** Defines the initializers. */
  public static void define(Map<String, Tensor> initializers, Scope scope) {
    initializers.forEach((name, tensor) -> scope.define(name, new Known(tensor)));
  }
}
