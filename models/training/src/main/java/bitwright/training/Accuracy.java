package bitwright.training;

import bitwright.training.data.Digits;
import bitwright.training.qonnx.GraphEvaluator;

/** How often a graph is right. */
final class Accuracy {

  private Accuracy() {}

  /** The number of {@code digits} whose greatest logit, the first of equals, is their label's. */
  static int right(GraphEvaluator graph, Digits digits) {
    int right = 0;
    for (int i = 0; i < digits.size(); i++) {
      right += best(graph.logits(digits.pixels(i))) == digits.labels().get(i) ? 1 : 0;
    }
    return right;
  }

  /** In per cent. */
  static double percent(GraphEvaluator graph, Digits digits) {
    return 100.0 * right(graph, digits) / digits.size();
  }

  private static int best(double[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }
}
