package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.arith.network.MapShape;
import bitwright.quantize.real.Linear;
import java.util.Arrays;
import java.util.List;

/** Quantizes the weights of one linear layer, given what enters it. */
final class LayerQuantizer {

  private static final double MOST_RESCALING = 2;

  private final QuantizationOptions options;
  private final Linear linear;
  private final MapShape shape;
  private final List<double[]> reals;
  private final List<double[]> quantized;

  /**
   * A quantizer of one layer.
   *
   * @param shape the shape of its input
   * @param reals what enters it in the float network, image by image
   * @param quantized what enters it in the network quantized so far
   */
  LayerQuantizer(
      QuantizationOptions options,
      Linear linear,
      MapShape shape,
      List<double[]> reals,
      List<double[]> quantized) {
    this.options = options;
    this.linear = linear;
    this.shape = shape;
    this.reals = reals;
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

  Result quantize(Format format) {
    Grid grid = new Grid(format);
    Techniques techniques = options.techniques();
    double[][] weights = linear.weights();
    float[] scales = scales(grid, weights);
    boolean needsMoments = techniques.rounding().needsMoments() || techniques.biasCorrection();
    int[][] ranks = new int[weights.length][];
    double[] bias = linear.bias();
    int rows = weights.length / linear.groups();
    for (int group = 0; group < linear.groups(); group++) {
      int from = group * rows;
      Moments moments = needsMoments ? Moments.of(linear, shape, reals, quantized, group) : null;
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

  /** One scale per output channel, or one for all. */
  private float[] scales(Grid grid, double[][] weights) {
    float[] scales = new float[options.perChannel() ? weights.length : 1];
    for (int i = 0; i < scales.length; i++) {
      double[] samples =
          options.perChannel()
              ? weights[i]
              : Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
      scales[i] =
          Scales.choose(grid, samples, options.weightCalibration(), options.powerOfTwoScales());
    }
    return scales;
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
    LayerStatistics real = statistics(linear, reals);
    LayerStatistics coded = statistics(result.operator(linear), quantized);
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

  private LayerStatistics statistics(Linear layer, List<double[]> inputs) {
    List<double[]> outputs =
        inputs.parallelStream().map(x -> layer.apply(List.of(shape), List.of(x))).toList();
    return LayerStatistics.of(outputs, layer.rows());
  }
}
