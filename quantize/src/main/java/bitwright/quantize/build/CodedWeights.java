package bitwright.quantize.build;

import bitwright.arith.network.WeightMatrix;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Weight codes and their scales.
 *
 * @param matrix the codes
 * @param scales one for all rows, or one per row
 */
public record CodedWeights(WeightMatrix matrix, List<BigFraction> scales) {

  /** Copies the scales. */
  public CodedWeights {
    scales = List.copyOf(scales);
  }

  /** The scale of a row. */
  public BigFraction scale(int row) {
    return scales.get(scales.size() == 1 ? 0 : row);
  }
}
