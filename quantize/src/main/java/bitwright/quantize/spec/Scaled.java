package bitwright.quantize.spec;

import bitwright.arith.format.Reals;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Tensor;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The elements of a constant divided by their scales, as doubles for the clear cases and as exact
 * rationals for the close ones.
 *
 * <p>The double is the quotient of two numbers that are right to half a unit in the last place, so
 * its relative error is below 2<sup>−50</sup>.
 */
final class Scaled {

  private final Constant constant;
  private final List<BigFraction> scales;
  private final double[] approximateScales;
  private final int[] groups;

  Scaled(Constant constant, List<BigFraction> scales, int[] groups) {
    this.constant = constant;
    this.scales = scales;
    this.groups = groups;
    approximateScales = scales.stream().mapToDouble(Reals::toDouble).toArray();
  }

  int size() {
    return groups.length;
  }

  double approximate(int index) {
    double x =
        constant instanceof Tensor tensor
            ? tensor.approximate(index)
            : Reals.toDouble(constant.value(index));
    return x / approximateScales[groups[index]];
  }

  BigFraction exact(int index) {
    return constant.value(index).divide(scales.get(groups[index]));
  }
}
