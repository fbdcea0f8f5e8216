package bitwright.quantize.operator;

import bitwright.arith.network.OutputHead.Post;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Result;
import java.util.Map;
import java.util.OptionalLong;

/** What may end a network: {@code Softmax}, {@code TopK}, {@code ArgMax}, over all scores. */
final class ResultOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "Softmax", ResultOperators::softmax,
          "TopK", ResultOperators::topK,
          "ArgMax", ResultOperators::argMax);

  private ResultOperators() {}

  private static void softmax(Node node, Scope scope) {
    node.allowAttributes("axis");
    Signal scores = scores(node, scope.input(node, 0));
    requireLastAxis(node, node.attributes().integer("axis", node.opset() < 13 ? 1 : -1));
    scope.define(node, 0, new Result(scores, Post.SOFTMAX, scores.features(), node.label()));
  }

  private static void topK(Node node, Scope scope) {
    node.allowAttributes("axis", "k", "largest", "sorted");
    Value value = scope.anyInput(node, 0);
    Signal scores = scores(node, value);
    requireLastAxis(node, node.attributes().integer("axis", -1));
    if (!node.attributes().flag("largest", true) || !node.attributes().flag("sorted", true)) {
      throw node.refuse(
          "has largest 0 or sorted 0; only the greatest values in order are supported");
    }
    OptionalLong attribute = node.attributes().integer("k");
    long k =
        attribute.isPresent()
            ? attribute.getAsLong()
            : scope.integer(node, 1, "k", 1, scores.features());
    if (k < 1 || k > scores.features()) {
      throw node.refuse("keeps %d of %d values; k must lie between", k, scores.features());
    }
    if (value instanceof Dynamic) {
      scope.define(node, 0, new Result(scores, Post.TOP_K_VALUES, (int) k, node.label()));
    }
    scope.define(node, 1, new Result(scores, Post.TOP_K_INDICES, (int) k, node.label()));
  }

  private static void argMax(Node node, Scope scope) {
    node.allowAttributes("axis", "keepdims", "select_last_index");
    Signal scores = scores(node, scope.anyInput(node, 0));
    requireLastAxis(node, node.attributes().integer("axis", 0));
    if (node.attributes().flag("select_last_index", false)) {
      throw node.refuse("has select_last_index 1; only the first among equals is supported");
    }
    scope.define(node, 0, new Result(scores, Post.TOP_K_INDICES, 1, node.label()));
  }

  /** The scores that order the values: Softmax keeps their order. */
  private static Signal scores(Node node, Value value) {
    Signal scores;
    if (value instanceof Dynamic dynamic) {
      scores = dynamic.signal();
    } else if (value instanceof Result result && result.post() == Post.SOFTMAX) {
      scores = result.signal();
    } else {
      throw node.refuse("must take the scores of the last layer, or their Softmax");
    }
    if (scores.shape().rank() != 1) {
      throw node.refuse("takes features of shape %s; flatten them first", scores.shape());
    }
    if (!scores.order().isNatural()) {
      throw node.refuse("takes transposed features; remove the Transpose in front of it");
    }
    return scores;
  }

  private static void requireLastAxis(Node node, long axis) {
    if (axis != 1 && axis != -1) {
      throw node.refuse("has axis %d; only the last axis (1 or -1) is supported", axis);
    }
  }
}
