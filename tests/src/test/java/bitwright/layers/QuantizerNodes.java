package bitwright.layers;

import static bitwright.oracle.GraphWriter.integer;
import static bitwright.oracle.GraphWriter.text;

import bitwright.oracle.GraphWriter;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The quantizers that stand for a format's name: {@code int4}, {@code uint3}, {@code int4n}, {@code
 * bipolar1}, {@code e2m1}, {@code e4m3fn}, {@code int8q} and {@code uint8q} (ONNX's own pair).
 */
final class QuantizerNodes {

  private static final Pattern INTEGER = Pattern.compile("(u?)int(\\d)(n?)");
  private static final Pattern MINIFLOAT = Pattern.compile("e(\\d)m(\\d)(fn)?");
  private static final List<String> MODES =
      List.of("ROUND", "ROUND", "ROUND", "CEIL", "FLOOR", "UP", "DOWN", "HALF_UP", "HALF_DOWN");

  private final GraphWriter graph;
  private final Random random;

  QuantizerNodes(GraphWriter graph, Random random) {
    this.graph = graph;
    this.random = random;
  }

  /** Quantizes a tensor; the scale is the name of a parameter. */
  String quantize(String x, String format, String scale, int zeroPoint) {
    if (format.equals("bipolar1")) {
      return graph.quantizer("BipolarQuant", List.of(x, scale));
    }
    if (format.endsWith("q")) {
      String zero = graph.code(format.startsWith("i"), zeroPoint);
      String codes = graph.node("QuantizeLinear", List.of(x, scale, zero));
      return graph.node("DequantizeLinear", List.of(codes, scale, zero));
    }
    String mode = MODES.get(random.nextInt(MODES.size()));
    Matcher m = INTEGER.matcher(format);
    if (m.matches()) {
      int bits = Integer.parseInt(m.group(2));
      return graph.quantizer(
          random.nextBoolean() ? "Quant" : "IntQuant",
          List.of(x, scale, graph.scalar(zeroPoint), graph.scalar(bits)),
          integer("signed", m.group(1).isEmpty() ? 1 : 0),
          integer("narrow", m.group(3).isEmpty() ? 0 : 1),
          text("rounding_mode", mode));
    }
    m = matched(format);
    int e = Integer.parseInt(m.group(1));
    int mantissa = Integer.parseInt(m.group(2));
    return graph.quantizer(
        "FloatQuant",
        List.of(
            x,
            scale,
            graph.scalar(e),
            graph.scalar(mantissa),
            graph.scalar(bias(e)),
            graph.scalar(greatest(format, 0))),
        integer("has_inf", 0),
        integer("has_nan", m.group(3) == null ? 0 : 1),
        integer("has_subnormal", 1),
        integer("saturation", 1),
        text("rounding_mode", mode));
  }

  private static Matcher matched(String format) {
    Matcher m = MINIFLOAT.matcher(format);
    if (!m.matches()) {
      throw new IllegalArgumentException("no quantizer makes " + format);
    }
    return m;
  }

  private static int bias(int exponentBits) {
    return (1 << exponentBits - 1) - 1;
  }

  /** The greatest magnitude of the numbers of a format, before its scale. */
  static double greatest(String format, int zeroPoint) {
    if (format.equals("bipolar1")) {
      return 1;
    }
    Matcher m = INTEGER.matcher(format.replace("q", ""));
    if (m.matches()) {
      int codes = 1 << Integer.parseInt(m.group(2));
      int least = m.group(1).isEmpty() ? -codes / 2 : 0;
      return Math.max(Math.abs(least - zeroPoint), Math.abs(least + codes - 1 - zeroPoint));
    }
    m = matched(format);
    int e = Integer.parseInt(m.group(1));
    double ulp = Math.scalb(1.0, -Integer.parseInt(m.group(2)));
    double top = (2 - ulp) * Math.scalb(1.0, (1 << e) - 1 - bias(e));
    return m.group(3) == null ? top : (2 - 2 * ulp) * Math.scalb(1.0, (1 << e) - 1 - bias(e));
  }

  /** The least number of a format, before its scale. */
  static double least(String format, int zeroPoint) {
    return format.startsWith("u") ? -zeroPoint : -greatest(format, zeroPoint);
  }
}
