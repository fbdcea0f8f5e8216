package bitwright.quantize.spec;

import bitwright.quantize.signal.Step;
import bitwright.quantize.tensor.Constant;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** A quantizer without its scale: a finite set of numbers and a way to round to them. */
public sealed interface QuantSpec permits IntegerSpec, BipolarSpec, FloatSpec {

  /**
   * The steps x ↦ scale · (what x/scale rounds to).
   *
   * @param scale positive
   * @param label the node it comes from, for messages
   */
  List<Step> steps(BigFraction scale, String label);

  /**
   * Quantizes a constant.
   *
   * @param scales the scale of every group, positive
   * @param groups for each element, the group it belongs to
   */
  Constant quantize(Constant constant, List<BigFraction> scales, int[] groups);
}
