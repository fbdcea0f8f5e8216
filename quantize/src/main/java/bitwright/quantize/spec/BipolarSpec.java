package bitwright.quantize.spec;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Rounding;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.signal.Step;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.QuantizedTensor;
import bitwright.quantize.tensor.Tensor;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** The sign: {@code scale} if x ≥ 0, else {@code −scale}; zero counts as positive. */
public record BipolarSpec() implements QuantSpec {

  private static final BipolarFormat FORMAT = new BipolarFormat(1);

  @Override
  public List<Step> steps(BigFraction scale, String label) {
    return List.of(new Step.Quantize(new Quantizer(FORMAT, Rounding.TIES_AWAY, scale), label));
  }

  @Override
  public Constant quantize(Constant constant, List<BigFraction> scales, int[] groups) {
    int[] codes = new int[groups.length];
    for (int i = 0; i < codes.length; i++) {
      boolean negative =
          constant instanceof Tensor tensor
              ? tensor.approximate(i) < 0
              : constant.value(i).compareTo(BigFraction.ZERO) < 0;
      codes[i] = negative ? 0 : 1;
    }
    return new QuantizedTensor(constant.shape(), FORMAT, codes, groups, scales);
  }
}
