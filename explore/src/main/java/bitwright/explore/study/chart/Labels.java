package bitwright.explore.study.chart;

import bitwright.explore.job.Price.LayerPrice;
import bitwright.explore.study.StudyPoint;
import java.util.List;

/** Names of points that are short enough for charts. */
public final class Labels {

  private static final int SHOWN_LAYERS = 6;

  private Labels() {}

  /**
   * The formats of a point, {@code e2m1 × int4}; of formats by layer those of the weights, {@code
   * by layer int8·int4·e2m1}, in deep networks each once.
   */
  public static String formats(StudyPoint point) {
    if (point.quantization().layers().isEmpty()) {
      return point.formats();
    }
    List<String> weights =
        point.price().layers().stream()
            .map(LayerPrice::weights)
            .filter(format -> !format.equals("-"))
            .toList();
    List<String> shown =
        weights.size() <= SHOWN_LAYERS ? weights : weights.stream().distinct().toList();
    return "by layer " + String.join("·", shown);
  }
}
