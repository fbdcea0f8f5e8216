package bitwright.quantize.operator;

import bitwright.arith.format.Reals;
import bitwright.arith.network.WeightMatrix;
import bitwright.quantize.build.CodedWeights;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Step;
import bitwright.quantize.tensor.Rationals;
import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What the accumulators of products of codes mean.
 *
 * <p>With x = a·q + b (q the quantizer's values, a common, b per feature) and w = s·v (v the
 * weights' codes, s per row): {@code Σ w·x = a·s·Σ v·q + Σ w·b}. The first sum is the accumulator,
 * an exact integer; the second is a constant of the row.
 */
final class Products {

  /** The offset b of the input that a weight meets. */
  @FunctionalInterface
  interface Offsets {

    /** The offset of the input at a column of a row's weights. */
    BigFraction at(int row, int column);
  }

  private Products() {}

  /**
   * From accumulator to product: per row, a·s·units and Σ w·b.
   *
   * @param offsets where the input's offset is not shared, which one each weight meets
   * @param pixels how many products each row makes
   */
  static Step.Affine accumulated(
      Node node, CodedSignal input, CodedWeights coded, Offsets offsets, int pixels) {
    WeightMatrix weights = coded.matrix();
    BigFraction weightUnit = Reals.powerOfTwo(weights.format().unitExponent());
    BigFraction common = weightUnit.multiply(input.unit());
    BigFraction[] slope = new BigFraction[weights.rows()];
    BigFraction[] offset = new BigFraction[weights.rows()];
    for (int row = 0; row < slope.length; row++) {
      BigFraction scale = coded.scale(row);
      slope[row] = scale.multiply(common);
      offset[row] =
          imageSum(weights, row, input.offset(), offsets).multiply(weightUnit).multiply(scale);
      requireHandy(node, slope[row]);
      requireHandy(node, offset[row]);
    }
    return new Step.Affine(Coefficients.of(slope, pixels), Coefficients.of(offset, pixels));
  }

  static void requireHandy(Node node, BigFraction x) {
    if (!Rationals.isHandy(x)) {
      throw node.refuse(
          "has scales of more than %d bits; use float32 scales of common size", Rationals.LARGEST);
    }
  }

  /** Σ image(w)·b over one row. */
  private static BigFraction imageSum(
      WeightMatrix weights, int row, Coefficients offset, Offsets offsets) {
    if (offset.isZero()) {
      return BigFraction.ZERO;
    }
    if (offset.isShared()) {
      BigInteger sum = BigInteger.ZERO;
      for (int c = 0; c < weights.columns(); c++) {
        sum = sum.add(weights.format().image(weights.code(row, c)));
      }
      return offset.at(0).multiply(sum);
    }
    BigFraction sum = BigFraction.ZERO;
    for (int c = 0; c < weights.columns(); c++) {
      BigInteger image = weights.format().image(weights.code(row, c));
      sum = sum.add(offsets.at(row, c).multiply(image));
    }
    return sum;
  }
}
