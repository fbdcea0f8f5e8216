package bitwright.oracle;

import static bitwright.oracle.GraphWriter.integer;
import static bitwright.oracle.GraphWriter.integers;
import static bitwright.oracle.GraphWriter.real;
import static bitwright.oracle.GraphWriter.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seeded random network as a graph: quantizers of every kind and rounding mode, products in every
 * spelling, scalar and per-channel affine operators, normalization with either sign. Numbers are
 * mostly small binary fractions, so that ties and boundaries are hit exactly.
 */
final class RandomGraph {

  private final Random random;
  private final GraphWriter graph = new GraphWriter();
  private final int features;
  private final byte[] bytes;

  RandomGraph(long seed) {
    random = new Random(seed);
    features = 2 + random.nextInt(8);
    int width = features;
    String x = graph.input(features);
    if (random.nextInt(3) == 0) {
      x = affine(x, width);
    }
    x = quantizer(x);
    int layers = 1 + random.nextInt(3);
    for (int i = 0; i < layers; i++) {
      int rows = 2 + random.nextInt(6);
      x = product(x, width, rows);
      width = rows;
      for (int k = random.nextInt(3); k > 0; k--) {
        x = affine(x, width);
      }
      if (i < layers - 1) {
        x = quantizer(x);
      }
    }
    if (random.nextInt(4) == 0) {
      x = graph.node("Softmax", List.of(x), integer("axis", 1));
    }
    graph.output(x, width);
    bytes = graph.bytes();
  }

  byte[] bytes() {
    return bytes;
  }

  int features() {
    return features;
  }

  /** Vectors of small binary fractions, and of any floats. */
  float[] vectors(int count) {
    float[] x = new float[count * features];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          switch (random.nextInt(4)) {
            case 0 -> (float) random.nextGaussian();
            case 1 -> random.nextInt(33) - 16;
            default -> Math.scalb(random.nextInt(129) - 64, -4);
          };
    }
    return x;
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String mode() {
    return List.of("ROUND", "CEIL", "FLOOR", "UP", "DOWN", "HALF_UP", "half_down")
        .get(random.nextInt(7));
  }

  private float scale() {
    return random.nextInt(3) > 0
        ? Math.scalb(1f + random.nextInt(2) / 2f, random.nextInt(4) - 3)
        : 0.1f + random.nextFloat();
  }

  private float coefficient() {
    return random.nextInt(3) > 0
        ? Math.scalb(random.nextInt(17) - 8, -2)
        : (float) random.nextGaussian();
  }

  private float[] coefficients(int count, boolean nonZero) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      do {
        values[i] = coefficient();
      } while (nonZero && values[i] == 0);
    }
    return values;
  }

  private String quantizer(String x) {
    return quantizer(x, graph.scalar(scale()));
  }

  private String quantizer(String x, String scale) {
    return switch (random.nextInt(6)) {
      case 5 -> linear(x, scale);
      case 0 -> graph.quantizer("BipolarQuant", List.of(x, scale));
      case 1, 2 -> minifloat(x, scale);
      default -> integerQuantizer(x, scale);
    };
  }

  private String integerQuantizer(String x, String scale) {
    int bits = 1 + random.nextInt(6);
    boolean signed = random.nextBoolean();
    boolean narrow = bits > 1 && random.nextBoolean();
    int zero = bits > 2 && random.nextInt(5) == 0 ? random.nextInt(5) - 2 : 0;
    return graph.quantizer(
        random.nextBoolean() ? "Quant" : "IntQuant",
        List.of(x, scale, graph.scalar(zero), graph.scalar(bits)),
        integer("signed", signed ? 1 : 0),
        integer("narrow", narrow ? 1 : 0),
        text("rounding_mode", mode()));
  }

  /** A pair of ONNX's own quantization; a scale per tensor only. */
  private String linear(String x, String wanted) {
    String scale = graph.isScalar(wanted) ? wanted : graph.scalar(scale());
    boolean signed = random.nextBoolean();
    String zero = graph.code(signed, signed ? pick(0, 0, -3, 100) : pick(0, 0, 7, 128));
    String codes = graph.node("QuantizeLinear", List.of(x, scale, zero));
    return graph.node("DequantizeLinear", List.of(codes, scale, zero));
  }

  private String minifloat(String x, String scale) {
    int e = 1 + random.nextInt(4);
    int m = random.nextInt(4);
    if (e + m < 2) {
      m = 2;
    }
    int bias = (1 << e - 1) - 1 + pick(0, 0, 0, -1, 2);
    double max = (2 - Math.scalb(1.0, -m)) * Math.scalb(1.0, (1 << e) - 1 - bias);
    if (m > 0 && random.nextInt(4) == 0) {
      max = Math.scalb(1.0, (1 << e) - 1 - bias);
    }
    return graph.quantizer(
        "FloatQuant",
        List.of(x, scale, graph.scalar(e), graph.scalar(m), graph.scalar(bias), graph.scalar(max)),
        integer("has_inf", 0),
        integer("has_nan", 0),
        integer("has_subnormal", 1),
        integer("saturation", 1),
        text("rounding_mode", mode()));
  }

  private String affine(String x, int width) {
    boolean perChannel = random.nextBoolean();
    long[] shape = perChannel ? new long[] {width} : new long[0];
    int count = perChannel ? width : 1;
    return switch (random.nextInt(7)) {
      case 0 -> graph.node("Mul", List.of(x, graph.floats(coefficients(count, false), shape)));
      case 1 -> graph.node("Div", List.of(x, graph.floats(coefficients(count, true), shape)));
      case 2 -> graph.node("Add", List.of(x, graph.floats(coefficients(count, false), shape)));
      case 3 -> graph.node("Sub", List.of(graph.floats(coefficients(count, false), shape), x));
      case 4 -> graph.node("Relu", List.of(x));
      default -> normalized(x, width);
    };
  }

  private String normalized(String x, int width) {
    float[] variance = new float[width];
    boolean squares = random.nextBoolean();
    for (int i = 0; i < width; i++) {
      variance[i] = squares ? pick(1, 4, 9) : random.nextFloat() + 0.01f;
    }
    return graph.node(
        "BatchNormalization",
        List.of(
            x,
            graph.floats(coefficients(width, false), width),
            graph.floats(coefficients(width, false), width),
            graph.floats(coefficients(width, false), width),
            graph.floats(variance, width)),
        real("epsilon", squares ? 0f : 1e-5f));
  }

  private String product(String x, int columns, int rows) {
    boolean rowsFirst = random.nextBoolean();
    long[] shape = rowsFirst ? new long[] {rows, columns} : new long[] {columns, rows};
    float[] values = coefficients(rows * columns, false);
    String scale = graph.scalar(scale());
    if (random.nextInt(3) == 0) {
      float[] scales = new float[rows];
      for (int i = 0; i < rows; i++) {
        scales[i] = scale();
      }
      scale = graph.floats(scales, rowsFirst ? new long[] {rows, 1} : new long[] {1, rows});
    }
    String weights = quantizer(graph.floats(values, shape), scale);
    if (random.nextBoolean()) {
      if (rowsFirst) {
        weights = graph.node("Transpose", List.of(weights), integers("perm", 1L, 0L));
      }
      return graph.node("MatMul", List.of(x, weights));
    }
    List<String> inputs = new ArrayList<>(List.of(x, weights));
    if (random.nextBoolean()) {
      inputs.add(graph.floats(coefficients(rows, false), rows));
    }
    return graph.node(
        "Gemm",
        inputs,
        real("alpha", random.nextBoolean() ? 1 : 0.75f),
        real("beta", random.nextBoolean() ? 1 : -2),
        integer("transB", rowsFirst ? 1 : 0));
  }
}
