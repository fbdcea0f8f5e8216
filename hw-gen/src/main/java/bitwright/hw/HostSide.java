package bitwright.hw;

import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the software beside an accelerator needs: how real inputs become codes, and what the
 * integers that come back mean.
 *
 * <p>The code of an input x is {@code codes[#{t : t ≤ x}]}, or {@code codes[n − #{t : t ≤ x}]}
 * where the function falls, with n thresholds per feature. Floats are written as the shortest
 * decimals that read back to the same float32; a threshold that no number reaches is {@code
 * "never"}, one that every number reaches {@code "always"}.
 */
final class HostSide {

  /** More thresholds than this are left out: the list would be longer than the weights. */
  private static final int MOST = 4096;

  private HostSide() {}

  static Map<String, Object> of(Network network) {
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("inputShape", network.inputShape());
    host.put("inputQuantizer", quantizer(network.input()));
    host.put("output", output(network.head()));
    return host;
  }

  private static Map<String, Object> quantizer(InputQuantizer input) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(
        "rule", "code = codes[r], r = number of thresholds <= x, counted from the end if falling");
    var levels = input.format().levels();
    int functions = input.isShared() ? 1 : input.features();
    long size = (long) functions * (levels.count() - 1);
    if (size > MOST) {
      map.put("thresholds", "left out: %d of them".formatted(size));
      return map;
    }
    map.put("codes", IntStream.range(0, levels.count()).map(levels::code).boxed().toList());
    List<Object> features = new ArrayList<>();
    for (int f = 0; f < functions; f++) {
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("feature", input.isShared() ? "all" : f);
      function.put("falling", input.falling(f));
      function.put("thresholds", thresholds(input.thresholds(f)));
      features.add(function);
    }
    map.put("features", features);
    return map;
  }

  private static List<Object> thresholds(float[] values) {
    List<Object> list = new ArrayList<>();
    for (float value : values) {
      list.add(Float.isFinite(value) ? value : value < 0 ? "always" : "never");
    }
    return list;
  }

  private static Map<String, Object> output(OutputHead head) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(
        "rule", "y[c] = scale[c] * z[c] + offset[c], z the accumulator or the image of the code");
    map.put("scale", IntStream.range(0, head.channels()).mapToObj(head::scale).toList());
    map.put("offset", IntStream.range(0, head.channels()).mapToObj(head::offset).toList());
    map.put("rectified", head.rectified());
    map.put("post", head.post().name().toLowerCase(java.util.Locale.ROOT));
    map.put("outputs", head.outputs());
    return map;
  }
}
