package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to quantize to.
 *
 * @param weights the format of weights
 * @param activations the format of feature maps; where no value can be negative, its unsigned twin
 *     of the same width stands in ({@link UnsignedTwin})
 * @param input the format of the network's input
 * @param layers formats of single layers, by the layer's name; its activations are those that enter
 * @param weightCalibration how far weights reach
 * @param activationCalibration how far feature maps reach
 * @param perChannel whether every output channel has its own weight scale
 * @param powerOfTwoScales whether scales are powers of two
 * @param techniques what is done beyond scales and rounding
 */
public record QuantizationOptions(
    FormatChoice weights,
    FormatChoice activations,
    FormatChoice input,
    Map<String, LayerFormats> layers,
    Calibration weightCalibration,
    Calibration activationCalibration,
    boolean perChannel,
    boolean powerOfTwoScales,
    Techniques techniques) {

  /**
   * The formats of one layer.
   *
   * @param weights of its weights
   * @param activations of what enters it
   */
  public record LayerFormats(FormatChoice weights, FormatChoice activations) {}

  /** Copies the map. */
  public QuantizationOptions {
    layers = java.util.Collections.unmodifiableMap(new TreeMap<>(layers));
  }

  /** Scales per channel by absolute maximum, 8-bit input. */
  public static QuantizationOptions of(Format weights, Format activations) {
    return new QuantizationOptions(
        FormatChoice.of(weights),
        FormatChoice.of(activations),
        FormatChoice.of(IntegerFormat.unsigned(8)),
        Map.of(),
        Calibration.ABSMAX,
        Calibration.ABSMAX,
        true,
        false,
        Techniques.NONE);
  }

  /** The same with other techniques. */
  public QuantizationOptions with(Techniques other) {
    return new QuantizationOptions(
        weights,
        activations,
        input,
        layers,
        weightCalibration,
        activationCalibration,
        perChannel,
        powerOfTwoScales,
        other);
  }

  /** The same with other calibrations. */
  public QuantizationOptions withCalibration(Calibration ofWeights, Calibration ofActivations) {
    return new QuantizationOptions(
        weights,
        activations,
        input,
        layers,
        ofWeights,
        ofActivations,
        perChannel,
        powerOfTwoScales,
        techniques);
  }
}
