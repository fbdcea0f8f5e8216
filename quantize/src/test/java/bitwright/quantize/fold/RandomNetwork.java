package bitwright.quantize.fold;

import static bitwright.quantize.fold.ReferenceQuantizer.power;
import static bitwright.quantize.writer.QonnxBuilder.attribute;

import bitwright.quantize.writer.QonnxBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A random network of one or two layers, built twice: as a graph, and as functions of exact
 * decimals.
 *
 * <p>All parameters are dyadic, divisions are by powers of two, variances are squares of powers of
 * two: so every real number on the way is a finite decimal.
 */
final class RandomNetwork {

  private static final List<String> DOMAINS =
      List.of("qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general");

  private final Random random;
  private final QonnxBuilder builder = new QonnxBuilder();
  private final List<UnaryOperator<BigDecimal[]>> functions = new ArrayList<>();
  private final BigDecimal planted;
  private final int inputs;
  private int width;
  private String x = "x";
  private int nodes;

  /**
   * A network.
   *
   * @param planted added to the first row of every product of the functions, but not of the graph
   */
  RandomNetwork(long seed, BigDecimal planted) {
    this.planted = planted;
    random = new Random(seed);
    inputs = 2 + random.nextInt(5);
    width = inputs;
    boolean image = random.nextBoolean();
    if (image) {
      builder.input("x", random.nextBoolean() ? 0 : 1, 1, inputs, 1);
      if (random.nextBoolean()) {
        x = builder.node("Flatten", "flat", List.of(x));
      } else {
        x = builder.node("Reshape", "flat", List.of(x, builder.longs("to", new long[] {0, -1}, 2)));
      }
    } else {
      builder.input("x", 1, inputs);
    }
    elementwise(random.nextInt(3), false);
    quantizer();
    int layers = 1 + random.nextInt(2);
    for (int layer = 0; layer < layers; layer++) {
      affine(random.nextInt(2), true);
      if (random.nextInt(3) == 0) {
        relu();
        affine(random.nextInt(2), true);
      }
      product();
      boolean last = layer == layers - 1;
      elementwise(last ? 0 : random.nextInt(4), true);
      if (!last || random.nextBoolean()) {
        quantizer();
      }
    }
    affine(random.nextInt(3), false);
    if (random.nextBoolean()) {
      relu();
    }
    builder.output(x, 0, width);
  }

  byte[] bytes() {
    return builder.bytes();
  }

  int inputs() {
    return inputs;
  }

  BigDecimal[] outputs(BigDecimal[] input) {
    BigDecimal[] values = input;
    for (UnaryOperator<BigDecimal[]> function : functions) {
      values = function.apply(values);
    }
    return values;
  }

  private void elementwise(int count, boolean channels) {
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(channels ? 5 : 4)) {
        case 0 -> relu();
        case 1 -> clip();
        case 2 -> quantizer();
        case 3 -> affine(1, false);
        default -> normalization();
      }
    }
  }

  /** Affine nodes; with a common factor only, where codes must survive. */
  private void affine(int count, boolean commonFactor) {
    for (int i = 0; i < count; i++) {
      boolean scalar = random.nextBoolean();
      switch (random.nextInt(6)) {
        case 0 -> arithmetic("Add", false, dyadics(scalar));
        case 1 -> arithmetic("Sub", false, dyadics(scalar));
        case 2 -> arithmetic("Sub", true, dyadics(scalar));
        case 3 -> arithmetic("Mul", false, powers(scalar || commonFactor));
        case 4 -> arithmetic("Div", false, powers(scalar || commonFactor));
        default -> {
          x = builder.node("Neg", name(), List.of(x));
          functions.add(v -> map(v, c -> c.negate()));
        }
      }
    }
  }

  private void arithmetic(String op, boolean constantFirst, BigDecimal[] constant) {
    String c = constant("c" + nodes, constant);
    x = builder.node(op, name(), constantFirst ? List.of(c, x) : List.of(x, c));
    functions.add(
        v -> {
          BigDecimal[] y = new BigDecimal[v.length];
          for (int i = 0; i < y.length; i++) {
            BigDecimal k = constant[constant.length == 1 ? 0 : i];
            y[i] =
                switch (op) {
                  case "Add" -> v[i].add(k);
                  case "Sub" -> constantFirst ? k.subtract(v[i]) : v[i].subtract(k);
                  case "Mul" -> v[i].multiply(k);
                  default -> v[i].divide(k);
                };
          }
          return y;
        });
  }

  private void relu() {
    x = builder.node("Relu", name(), List.of(x));
    functions.add(v -> map(v, c -> c.max(BigDecimal.ZERO)));
  }

  private void clip() {
    BigDecimal low = dyadic();
    BigDecimal high = low.add(dyadic().abs());
    String id = name();
    x =
        builder.node(
            "Clip",
            id,
            List.of(
                x,
                builder.scalar(id + "_min", low.floatValue()),
                builder.scalar(id + "_max", high.floatValue())));
    functions.add(v -> map(v, c -> c.max(low).min(high)));
  }

  private void normalization() {
    BigDecimal[] gamma = powers(false);
    BigDecimal[] beta = dyadics(false);
    BigDecimal[] mean = dyadics(false);
    BigDecimal[] deviation = map(powers(false), BigDecimal::abs);
    String id = name();
    x =
        builder.node(
            "BatchNormalization",
            id,
            List.of(
                x,
                vector(id + "_g", gamma),
                vector(id + "_b", beta),
                vector(id + "_m", mean),
                vector(id + "_v", map(deviation, d -> d.multiply(d)))),
            attribute("epsilon", 0f));
    functions.add(
        v -> {
          BigDecimal[] y = new BigDecimal[v.length];
          for (int i = 0; i < y.length; i++) {
            y[i] = v[i].subtract(mean[i]).divide(deviation[i]).multiply(gamma[i]).add(beta[i]);
          }
          return y;
        });
  }

  private void quantizer() {
    BigDecimal scale = power(random.nextInt(4) - 2);
    String id = name();
    String s = builder.scalar(id + "_s", scale.floatValue());
    String domain = DOMAINS.get(random.nextInt(3));
    String mode = pick(ReferenceQuantizer.MODES.keySet().stream().sorted().toList());
    UnaryOperator<BigDecimal> reference;
    switch (random.nextInt(4)) {
      case 0 -> {
        x = builder.node(domain, "BipolarQuant", id, List.of(x, s));
        reference = ReferenceQuantizer.bipolar(scale);
      }
      case 1 -> {
        int exponent = 2 + random.nextInt(2);
        int mantissa = random.nextInt(4);
        int bias = random.nextInt(3);
        BigDecimal max = power((1 << exponent) - 1 - bias);
        x =
            builder.node(
                domain,
                "FloatQuant",
                id,
                List.of(
                    x,
                    s,
                    builder.scalar(id + "_e", exponent),
                    builder.scalar(id + "_m", mantissa),
                    builder.scalar(id + "_bias", bias),
                    builder.scalar(id + "_max", max.floatValue())),
                attribute("rounding_mode", mode));
        reference = ReferenceQuantizer.minifloat(scale, exponent, mantissa, bias, max, mode);
      }
      case 2 -> {
        boolean signed = random.nextBoolean();
        int zero = random.nextInt(128) - (signed ? 64 : 0);
        String z = builder.raw(id + "_z", signed ? 3 : 2, new byte[] {(byte) zero});
        String codes = builder.node("QuantizeLinear", id, List.of(x, s, z));
        x = builder.node("DequantizeLinear", id + "_d", List.of(codes, s, z));
        reference = ReferenceQuantizer.linear(scale, zero, signed);
      }
      default -> {
        int bits = 2 + random.nextInt(4);
        boolean signed = random.nextBoolean();
        boolean narrow = random.nextBoolean();
        int zero = random.nextBoolean() ? 0 : random.nextInt(1 << bits) - (1 << bits) / 2;
        x =
            builder.node(
                domain,
                random.nextBoolean() ? "Quant" : "IntQuant",
                id,
                List.of(x, s, builder.scalar(id + "_z", zero), builder.scalar(id + "_bits", bits)),
                attribute("signed", signed ? 1 : 0),
                attribute("narrow", narrow ? 1 : 0),
                attribute("rounding_mode", mode));
        reference = ReferenceQuantizer.integer(scale, zero, bits, signed, narrow, mode);
      }
    }
    functions.add(v -> map(v, reference));
  }

  private void product() {
    int rows = 1 + random.nextInt(4);
    int columns = width;
    boolean rowsFirst = random.nextBoolean();
    BigDecimal[] scales = new BigDecimal[rows];
    BigDecimal[] common = powers(true);
    Arrays.setAll(scales, r -> random.nextBoolean() ? common[0].abs() : power(-1));
    BigDecimal[] latent = new BigDecimal[rows * columns];
    Arrays.setAll(latent, i -> dyadic());
    BigDecimal[] weights = new BigDecimal[rows * columns];
    float[] stored = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      var quantize = ReferenceQuantizer.integer(scales[r], 0, 3, true, true, "ROUND");
      for (int c = 0; c < columns; c++) {
        weights[r * columns + c] = quantize.apply(latent[r * columns + c]);
        stored[rowsFirst ? r * columns + c : c * rows + r] = latent[r * columns + c].floatValue();
      }
    }
    String id = name();
    String w =
        builder.floats(id + "_w", stored, rowsFirst ? rows : columns, rowsFirst ? columns : rows);
    String s =
        builder.floats(id + "_s", floats(scales), rowsFirst ? rows : 1, rowsFirst ? 1 : rows);
    String q = builder.quant(id + "_q", w, s, 3, true, true);
    BigDecimal[] bias = new BigDecimal[rows];
    if (random.nextBoolean()) {
      String matrix = rowsFirst ? builder.node("Transpose", id + "_t", List.of(q)) : q;
      x = builder.node("MatMul", id, List.of(x, matrix));
      Arrays.fill(bias, BigDecimal.ZERO);
    } else {
      Arrays.setAll(bias, r -> dyadic());
      x =
          builder.node(
              "Gemm",
              id,
              List.of(x, q, constant(id + "_b", bias)),
              attribute("transB", rowsFirst ? 1 : 0));
    }
    width = rows;
    functions.add(
        v -> {
          BigDecimal[] y = bias.clone();
          y[0] = y[0].add(planted);
          for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
              y[r] = y[r].add(weights[r * columns + c].multiply(v[c]));
            }
          }
          return y;
        });
  }

  private String vector(String name, BigDecimal[] values) {
    return builder.floats(name, floats(values), values.length);
  }

  private String constant(String name, BigDecimal[] values) {
    return values.length == 1 && random.nextBoolean()
        ? builder.scalar(name, values[0].floatValue())
        : builder.floats(name, floats(values), values.length);
  }

  private static float[] floats(BigDecimal[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i].floatValue();
    }
    return floats;
  }

  private BigDecimal[] dyadics(boolean scalar) {
    BigDecimal[] values = new BigDecimal[scalar ? 1 : width];
    Arrays.setAll(values, i -> dyadic());
    return values;
  }

  private BigDecimal[] powers(boolean scalar) {
    BigDecimal[] values = new BigDecimal[scalar ? 1 : width];
    Arrays.setAll(
        values,
        i -> {
          BigDecimal p = power(random.nextInt(4) - 2);
          return random.nextBoolean() ? p : p.negate();
        });
    return values;
  }

  /** A multiple of 1/8 from −3 to 3. */
  private BigDecimal dyadic() {
    return BigDecimal.valueOf(random.nextInt(49) - 24).multiply(power(-3));
  }

  private String name() {
    return "node" + nodes++;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static BigDecimal[] map(BigDecimal[] values, UnaryOperator<BigDecimal> function) {
    return Arrays.stream(values).map(function).toArray(BigDecimal[]::new);
  }
}
