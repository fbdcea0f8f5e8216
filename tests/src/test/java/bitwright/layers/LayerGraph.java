package bitwright.layers;

import static bitwright.oracle.GraphWriter.integer;
import static bitwright.oracle.GraphWriter.integers;
import static bitwright.oracle.GraphWriter.real;
import static bitwright.oracle.GraphWriter.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.oracle.GraphWriter;
import bitwright.oracle.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The QONNX graph of a specification: input quantizer, the layer, its output quantizer. The scales
 * of quantizers behind sums are chosen by what the graph gives for its own inputs, so that few
 * outputs saturate.
 */
final class LayerGraph {

  private static final int TRIALS = 3;

  private final LayerSpec spec;
  private final Draw draw;
  private final GraphWriter graph = new GraphWriter();
  private final QuantizerNodes quantizers;
  private final float inputScale;
  private final byte[] bytes;

  /** The graph of a specification. */
  static LayerGraph of(LayerSpec spec) {
    return new LayerGraph(spec);
  }

  private LayerGraph(LayerSpec spec) {
    this.spec = spec;
    draw = new Draw(spec.seed());
    quantizers = new QuantizerNodes(graph, new Random(spec.seed() + 2));
    int[] spatial = spec.spatial();
    int[] dims = new int[spatial.length + 1];
    dims[0] = spec.channels();
    System.arraycopy(spatial, 0, dims, 1, spatial.length);
    String x = graph.input(dims);
    inputScale = draw.scale();
    String q = quantizers.quantize(x, in(), graph.scalar(inputScale), spec.number("zp", 0));
    String y = layer(q);
    if (spec.has("out")) {
      y = quantized(y, spec.text("out", ""), spec.number("ozp", 0));
    }
    int[] shape = Oracle.of(graph.upTo(y)).outputShape();
    graph.output(y, Arrays.copyOfRange(shape, 1, shape.length));
    bytes = graph.bytes();
  }

  /** Quantizes with a scale of the size of what comes. */
  private String quantized(String y, String format, int zeroPoint) {
    double greatest = Oracle.of(graph.upTo(y)).greatest(inputs(TRIALS));
    double levels = QuantizerNodes.greatest(format, zeroPoint);
    double scale = Math.max(greatest, 1e-3) / levels * (0.25 + draw.random().nextDouble());
    boolean round = draw.random().nextInt(3) > 0;
    float chosen = round ? Math.scalb(1f, Math.getExponent(scale)) : (float) scale;
    return quantizers.quantize(y, format, graph.scalar(chosen), zeroPoint);
  }

  private String in() {
    return spec.text("in", "int4");
  }

  byte[] bytes() {
    return bytes;
  }

  /** The greatest magnitude behind the input quantizer. */
  private double greatestInput() {
    return inputScale * QuantizerNodes.greatest(in(), spec.number("zp", 0));
  }

  /** Inputs over the whole range of the input quantizer and a little beyond, ties among them. */
  float[] inputs(int vectors) {
    Random random = new Random(spec.seed() + 3);
    float[] x = new float[vectors * spec.elements()];
    double top = greatestInput();
    double bottom = inputScale * QuantizerNodes.least(in(), spec.number("zp", 0));
    for (int i = 0; i < x.length; i++) {
      double wanted = bottom + (1.2 * random.nextDouble() - 0.1) * (top - bottom);
      x[i] =
          random.nextInt(3) == 0
              ? (float) wanted
              : (float) (Math.rint(2 * wanted / inputScale) / 2) * inputScale;
    }
    return x;
  }

  private String layer(String q) {
    return switch (spec.kind()) {
      case CONV -> conv(q);
      case MAXPOOL -> graph.node("MaxPool", List.of(q), window(true));
      case AVGPOOL -> graph.node("AveragePool", List.of(q), window(true));
      case GLOBALAVG -> graph.node("GlobalAveragePool", List.of(q));
      case ADD -> added(q);
      case CONCAT -> joined(q);
      case DEPTHTOSPACE ->
          graph.node(
              "DepthToSpace",
              List.of(q),
              integer("blocksize", spec.number("block", 2)),
              text("mode", spec.text("mode", "DCR")));
      case RESIZE -> resized(q);
      case DENSE -> dense(q);
      case REQUANT -> requantized(q);
      case NETWORK -> network(q);
    };
  }

  /** The attributes of a window; a kernel shape for pools, which have no weights to tell it. */
  private AttributeProto[] window(boolean pool) {
    List<AttributeProto> list = new ArrayList<>();
    boolean line = spec.number("dims", 2) == 1;
    if (pool || draw.random().nextBoolean()) {
      list.add(integers("kernel_shape", spatial(spec.list("k", 1, 1), line)));
    }
    if (spec.has("s")) {
      list.add(integers("strides", spatial(spec.list("s"), line)));
    }
    if (spec.has("d")) {
      list.add(integers("dilations", spatial(spec.list("d"), line)));
    }
    if (spec.has("p")) {
      int[] p = spec.list("p");
      Long[] all = {(long) p[0], (long) p[1], (long) p[2], (long) p[3]};
      list.add(integers("pads", line ? new Long[] {all[1], all[3]} : all));
    }
    if (spec.has("auto")) {
      list.add(text("auto_pad", spec.text("auto", "")));
    }
    if (spec.has("ceil")) {
      list.add(integer("ceil_mode", spec.number("ceil", 0)));
    }
    if (spec.has("cip")) {
      list.add(integer("count_include_pad", spec.number("cip", 0)));
    }
    return list.toArray(AttributeProto[]::new);
  }

  private static Long[] spatial(int[] list, boolean line) {
    return line ? new Long[] {(long) list[1]} : new Long[] {(long) list[0], (long) list[1]};
  }

  private String conv(String q) {
    int groups = spec.number("g", 1);
    int rows = spec.number("m", 1);
    int perGroup = spec.channels() / groups;
    int[] k = spec.list("k", 1, 1);
    boolean line = spec.number("dims", 2) == 1;
    long[] shape =
        line ? new long[] {rows, perGroup, k[1]} : new long[] {rows, perGroup, k[0], k[1]};
    String w = weights(shape);
    int terms = perGroup * k[0] * k[1];
    List<AttributeProto> attributes = new ArrayList<>(List.of(window(false)));
    attributes.add(integer("group", groups));
    List<String> operands = new ArrayList<>(List.of(q, w));
    double sums = sums(terms);
    if (spec.flag("bias")) {
      operands.add(graph.floats(draw.coefficients(rows, sums / 4), rows));
    }
    String y = graph.node("Conv", operands, attributes.toArray(AttributeProto[]::new));
    if (spec.flag("bn")) {
      y = normalized(y, rows, sums);
    }
    return spec.flag("relu") ? graph.node("Relu", List.of(y)) : y;
  }

  /** About how great sums of so many products are, weights being about 1. */
  private double sums(int terms) {
    return greatestInput() * Math.sqrt(terms) / 2;
  }

  private String dense(String q) {
    return dense(q, spec.elements(), spec.number("m", 1));
  }

  private String dense(String q, int columns, int rows) {
    String flat = graph.node("Flatten", List.of(q), integer("axis", 1));
    String w = weights(new long[] {rows, columns});
    if (!spec.flag("bias")) {
      String transposed = graph.node("Transpose", List.of(w), integers("perm", 1L, 0L));
      return graph.node("MatMul", List.of(flat, transposed));
    }
    String bias = graph.floats(draw.coefficients(rows, sums(columns) / 4), rows);
    return graph.node("Gemm", List.of(flat, w, bias), integer("transB", 1));
  }

  /** Quantized weights of about 1, the rows first; their scale is one, or one per row. */
  private String weights(long... shape) {
    String format = spec.text("weights", "int4");
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (format.startsWith("pot") || format.equals("ternary")) {
      return graph.floats(draw.levels(format, size), shape);
    }
    int zeroPoint = spec.number("wzp", 0);
    double greatest = QuantizerNodes.greatest(format, zeroPoint);
    boolean perRow = spec.text("ws", "tensor").equals("channel");
    int count = perRow ? (int) shape[0] : 1;
    float[] scales = new float[count];
    IntStream.range(0, count)
        .forEach(i -> scales[i] = draw.scale() / Math.scalb(1f, Math.getExponent(greatest)));
    long[] stretch = new long[shape.length];
    Arrays.fill(stretch, 1);
    stretch[0] = count;
    String scale = perRow ? graph.floats(scales, stretch) : graph.scalar(scales[0]);
    float[] latent = new float[size];
    for (int i = 0; i < size; i++) {
      float s = scales[perRow ? i / (size / count) : 0];
      latent[i] = s * (float) (Math.rint(draw.signed() * greatest * 4.4) / 4);
    }
    return quantizers.quantize(graph.floats(latent, shape), format, scale, zeroPoint);
  }

  private String normalized(String x, int width, double magnitude) {
    boolean squares = draw.random().nextBoolean();
    float[] variance = new float[width];
    IntStream.range(0, width)
        .forEach(
            i ->
                variance[i] =
                    squares
                        ? (float) Math.pow(1 + draw.random().nextInt(3), 2)
                        : draw.random().nextFloat() + 0.01f);
    return graph.node(
        "BatchNormalization",
        List.of(
            x,
            graph.floats(draw.coefficients(width, 1), width),
            graph.floats(draw.coefficients(width, magnitude / 4), width),
            graph.floats(draw.coefficients(width, magnitude / 4), width),
            graph.floats(variance, width)),
        real("epsilon", squares ? 0f : 1e-5f));
  }

  /** A sum of the input in two precisions; one branch may be the quantized input itself. */
  private String added(String q) {
    String a = branch(q, spec.text("a", "int4"));
    String b = spec.text("b", "skip");
    String other = b.equals("skip") ? q : branch(q, b);
    String sum =
        graph.node(spec.text("form", "add").equals("sub") ? "Sub" : "Add", List.of(a, other));
    return spec.flag("relu") ? graph.node("Relu", List.of(sum)) : sum;
  }

  private String branch(String q, String format) {
    double greatest = QuantizerNodes.greatest(format, 0);
    double wanted = greatestInput() / greatest * (0.3 + draw.random().nextDouble());
    float scale = Math.scalb(draw.random().nextBoolean() ? 1f : 1.5f, Math.getExponent(wanted));
    String factor = graph.scalar(draw.coefficient(true));
    String moved = draw.random().nextBoolean() ? graph.node("Mul", List.of(q, factor)) : q;
    return quantizers.quantize(moved, format, graph.scalar(scale), 0);
  }

  /** The input and a pointwise convolution of it, quantized alike and joined. */
  private String joined(String q) {
    String format = spec.text("a", "int4");
    float scale = (float) (greatestInput() / QuantizerNodes.greatest(format, 0));
    QuantizerNodes alike = new QuantizerNodes(graph, new Random(spec.seed() + 4));
    QuantizerNodes again = new QuantizerNodes(graph, new Random(spec.seed() + 4));
    String left = alike.quantize(q, format, graph.scalar(scale), 0);
    String w = weights(new long[] {spec.number("m", 1), spec.channels(), 1, 1});
    String conv = graph.node("Conv", List.of(q, w));
    String right = again.quantize(conv, format, graph.scalar(scale), 0);
    List<String> both = draw.random().nextBoolean() ? List.of(left, right) : List.of(right, left);
    return graph.node("Concat", both, integer("axis", 1));
  }

  /** A small network with a residual block, a depthwise convolution and branches that rejoin. */
  private String network(String q) {
    int c = spec.channels();
    int m = spec.number("m", 4);
    Long[] around = {1L, 1L, 1L, 1L};
    String x = graph.node("Conv", List.of(q, weights(m, c, 3, 3)), integers("pads", around));
    x =
        quantized(
            graph.node("Relu", List.of(normalized(x, m, sums(9 * c)))), spec.text("a", ""), 0);
    String deep =
        graph.node(
            "Conv", List.of(x, weights(m, 1, 3, 3)), integers("pads", around), integer("group", m));
    deep = quantized(deep, spec.text("b", ""), 0);
    x = quantized(graph.node("Add", List.of(x, deep)), spec.text("a", ""), 0);
    if (spec.flag("join")) {
      AttributeProto kernel = integers("kernel_shape", 3L, 3L);
      String most = graph.node("MaxPool", List.of(x), kernel, integers("pads", around));
      x = graph.node("Concat", List.of(x, most), integer("axis", 1));
      m *= 2;
    }
    if (spec.flag("pool")) {
      AttributeProto strides = integers("strides", 2L, 2L);
      x = graph.node("MaxPool", List.of(x), integers("kernel_shape", 2L, 2L), strides);
    }
    if (spec.text("form", "mean").equals("mean")) {
      x = quantized(graph.node("GlobalAveragePool", List.of(x)), spec.text("a", ""), 0);
    }
    int[] shape = Oracle.of(graph.upTo(x)).outputShape();
    return dense(x, shape[1] * shape[2] * shape[3], 3);
  }

  /** An affine function behind a pool, without which the input quantizer would take it in. */
  private String requantized(String q) {
    String pooled =
        graph.node(
            "MaxPool",
            List.of(q),
            integers("kernel_shape", 1L, 2L),
            integers("pads", 0L, 0L, 0L, 1L));
    return spec.flag("bn")
        ? normalized(pooled, spec.channels(), greatestInput())
        : graph.node("Mul", List.of(pooled, graph.scalar(draw.coefficient(true))));
  }

  private String resized(String q) {
    int[] f = spec.list("f", 2, 2);
    String factors = graph.floats(new float[] {1, 1, f[0], f[1]}, 4);
    AttributeProto[] asymmetric = {
      text("mode", "nearest"),
      text("coordinate_transformation_mode", "asymmetric"),
      text("nearest_mode", "floor")
    };
    return switch (spec.text("form", "scales")) {
      case "scales" -> graph.node("Resize", List.of(q, "", factors), asymmetric);
      case "sizes" -> {
        int[] map = spec.spatial();
        String sizes = graph.longs(1, spec.channels(), (long) map[0] * f[0], (long) map[1] * f[1]);
        yield graph.node("Resize", List.of(q, "", "", sizes), asymmetric);
      }
      default -> {
        graph.opset(9);
        yield graph.node("Upsample", List.of(q, factors), text("mode", "nearest"));
      }
    };
  }
}
