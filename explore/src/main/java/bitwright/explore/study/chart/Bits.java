package bitwright.explore.study.chart;

import bitwright.arith.format.FormatNames;
import bitwright.explore.study.StudyPoint;

/** How wide the formats of a point are. */
public final class Bits {

  private Bits() {}

  /** Bits of a weight. */
  public static int weights(StudyPoint point) {
    return FormatNames.parse(point.quantization().weights()).bits();
  }

  /** Bits of an activation. */
  public static int activations(StudyPoint point) {
    return FormatNames.parse(point.quantization().activations()).bits();
  }
}
