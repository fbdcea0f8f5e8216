package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.List;
import java.util.Map;

/**
 * Why a graph executed in doubles may leave the exact codes: a quantizer's input that rounding has
 * moved across a step.
 */
final class DoubleRounding {

  /** How far, relative to the scale of a sum, rounding may move a number. */
  private static final double ROUNDING = 1e-11;

  private DoubleRounding() {}

  /**
   * Whether the runs differ at some quantizer. The first that differs is proven to have had inputs
   * that differ by rounding alone.
   *
   * @throws AssertionError if more than rounding separates the runs
   */
  static boolean explain(
      List<Node> quantizers,
      Map<String, Tensor<Rational>> exact,
      Map<String, Tensor<Double>> plain) {
    for (Node node : quantizers) {
      Tensor<Rational> codes = exact.get(node.output());
      Tensor<Double> rounded = plain.get(node.output());
      boolean differs = false;
      for (int i = 0; i < codes.size(); i++) {
        double y = codes.get(i).doubleValue();
        if (Math.abs(y - rounded.get(i)) > ROUNDING * Math.max(1e-3, Math.abs(y))) {
          differs = true;
          String input = node.inputs().get(0);
          double x = exact.get(input).get(i).doubleValue();
          double moved = plain.get(input).get(i);
          if (Math.abs(x - moved) > ROUNDING * Math.max(1, Math.abs(x))) {
            throw new AssertionError(
                "%s: doubles give %s, exactly it is %s: more than rounding"
                    .formatted(input, moved, x));
          }
        }
      }
      if (differs) {
        return true;
      }
    }
    return false;
  }
}
