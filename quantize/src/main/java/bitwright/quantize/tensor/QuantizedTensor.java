package bitwright.quantize.tensor;

import bitwright.arith.format.Format;
import bitwright.arith.format.Reals;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A constant that went through a quantizer: codes of one format, with a scale per group of
 * elements.
 *
 * <p>{@code value(i) = image(codes[i]) · 2^unitExponent · scales[groups[i]]}.
 */
public final class QuantizedTensor implements Constant {

  private final Shape shape;
  private final Format format;
  private final int[] codes;
  private final int[] groups;
  private final List<BigFraction> scales;

  /**
   * A quantized constant.
   *
   * @param shape the shape
   * @param format the format of every code
   * @param codes row by row
   * @param groups for each element, which scale it has
   * @param scales the scales, not zero
   */
  public QuantizedTensor(
      Shape shape, Format format, int[] codes, int[] groups, List<BigFraction> scales) {
    if (shape.size() != codes.length || codes.length != groups.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s does not have %d codes".formatted(shape, codes.length));
    }
    this.shape = shape;
    this.format = format;
    this.codes = codes;
    this.groups = groups;
    this.scales = List.copyOf(scales);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** The format of every code. */
  public Format format() {
    return format;
  }

  /** The code of an element. */
  public int code(int index) {
    return codes[index];
  }

  /** The scale of an element. */
  public BigFraction scale(int index) {
    return scales.get(groups[index]);
  }

  /** The group of an element; elements of one group share their scale. */
  public int group(int index) {
    return groups[index];
  }

  /** The scale of every group. */
  public List<BigFraction> scales() {
    return scales;
  }

  @Override
  public BigFraction value(int index) {
    return Reals.value(format, codes[index]).multiply(scale(index));
  }

  /** The same codes with other scales. */
  public QuantizedTensor rescaled(int[] newGroups, List<BigFraction> newScales) {
    return new QuantizedTensor(shape, format, codes, newGroups, newScales);
  }

  @Override
  public QuantizedTensor reshaped(Shape to) {
    return new QuantizedTensor(to, format, codes, groups, scales);
  }

  @Override
  public QuantizedTensor gathered(int[] positions, Shape to) {
    return new QuantizedTensor(
        to,
        format,
        Arrays.stream(positions).map(p -> codes[p]).toArray(),
        Arrays.stream(positions).map(p -> groups[p]).toArray(),
        scales);
  }
}
