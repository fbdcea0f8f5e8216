package bitwright.quantize.ptq;

import bitwright.arith.network.MapShape;
import bitwright.quantize.real.Linear;
import java.util.Arrays;
import java.util.List;

/** Quantizes the weights of one linear layer, given what enters it. */
final class LayerQuantizer {

  private static final double MOST_RESCALING = 2;

  private final QuantizationOptions options;
  private final CalibratedNetwork calibrated;
  private final int node;
  private final Linear linear;
  private final MapShape shape;
  private final List<double[]> reals;
  private final List<double[]> quantized;

  /**
   * A quantizer of one layer.
   *
   * @param node the layer's
   * @param quantized what enters it in the network quantized so far, image by image
   */
  LayerQuantizer(
      QuantizationOptions options,
      CalibratedNetwork calibrated,
      int node,
      List<double[]> quantized) {
    this.options = options;
    this.calibrated = calibrated;
    this.node = node;
    this.linear = calibrated.network().linear(node);
    this.shape = calibrated.network().inputShapes(node).get(0);
    this.reals = calibrated.inputs(node);
    this.quantized = quantized;
  }

  /**
   * A quantized layer.
   *
   * @param weights its weights
   * @param bias its biases
   */
  record Result(QuantizedWeights weights, double[] bias) {

    /** The layer as an operator. */
    Linear operator(Linear linear) {
      return linear.withWeights(weights.values()).withBias(bias);
    }
  }

  Result quantize(FormatChoice formats) {
    WeightScales chosen = calibrated.weightScales(node, formats, options);
    Grid grid = chosen.grid();
    float[] scales = chosen.scales();
    Techniques techniques = options.techniques();
    double[][] weights = linear.weights();
    WritableFormats.requireSign(calibrated.network().nodes().get(node).name(), grid, weights);
    boolean second = techniques.rounding().needsMoments();
    Moments.Order order = second ? Moments.Order.SECOND : Moments.Order.FIRST;
    int[][] ranks = new int[weights.length][];
    double[] bias = linear.bias();
    int rows = weights.length / linear.groups();
    for (int group = 0; group < linear.groups(); group++) {
      int from = group * rows;
      Moments moments =
          second || techniques.biasCorrection()
              ? Moments.of(linear, shape, reals, quantized, group, order)
              : null;
      double[][] part = Arrays.copyOfRange(weights, from, from + rows);
      double[] partScales = new double[rows];
      Arrays.setAll(partScales, n -> scales[scales.length == 1 ? 0 : from + n]);
      int[][] rounded = techniques.rounding().round(part, partScales, grid, moments);
      System.arraycopy(rounded, 0, ranks, from, rows);
      if (techniques.biasCorrection()) {
        for (int n = 0; n < rows; n++) {
          bias[from + n] += meanError(part[n], rounded[n], partScales[n], grid, moments);
        }
      }
    }
    Result result = new Result(new QuantizedWeights(grid, scales, ranks), bias);
    return techniques.reestimation() ? reestimated(result) : result;
  }

  /** {@code E[wx] − E[vz]}: what the bias must take up. */
  private static double meanError(
      double[] weights, int[] ranks, double scale, Grid grid, Moments moments) {
    double error = 0;
    for (int k = 0; k < weights.length; k++) {
      error += weights[k] * moments.meanFloat()[k];
      error -= scale * grid.value(ranks[k]) * moments.mean()[k];
    }
    return error;
  }

  /**
   * With y the float and q the quantized output of a channel: {@code q ↦ a·(q − E[q]) + E[y]}, a =
   * σ(y)/σ(q), which the channel's scale and bias take up.
   */
  private Result reestimated(Result result) {
    LayerStatistics real = calibrated.statistics(node);
    LayerStatistics coded = LayerStatistics.of(result.operator(linear), shape, quantized);
    double[] bias = result.bias();
    float[] scales = new float[bias.length];
    for (int n = 0; n < bias.length; n++) {
      double ratio =
          coded.deviation()[n] == 0 || real.deviation()[n] == 0
              ? 1
              : real.deviation()[n] / coded.deviation()[n];
      double a = Math.min(Math.max(ratio, 1 / MOST_RESCALING), MOST_RESCALING);
      scales[n] = (float) (a * result.weights().scale(n));
      double rounded = scales[n] / (double) result.weights().scale(n);
      bias[n] = rounded * (bias[n] - coded.mean()[n]) + real.mean()[n];
    }
    QuantizedWeights weights = result.weights();
    return new Result(new QuantizedWeights(weights.grid(), scales, weights.ranks()), bias);
  }
}
