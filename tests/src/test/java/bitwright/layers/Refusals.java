package bitwright.layers;

import static bitwright.layers.Refusal.conv;
import static bitwright.layers.Refusal.ints;
import static bitwright.layers.Refusal.node;
import static bitwright.layers.Refusal.of;
import static bitwright.layers.Refusal.weights;
import static bitwright.quantize.writer.QonnxBuilder.attribute;

import bitwright.quantize.writer.QonnxBuilder;
import java.util.ArrayList;
import java.util.List;

/** Layers, attributes and shapes that no hardware is made for. */
final class Refusals {

  private static final long[] SQUARE = {8, 4, 3, 3};

  private Refusals() {}

  static List<Refusal> all() {
    List<Refusal> all = new ArrayList<>();
    operators(all);
    convolutions(all);
    pools(all);
    joins(all);
    moves(all);
    shapes(all);
    return all;
  }

  private static void operators(List<Refusal> all) {
    all.add(
        of(
            "ConvTranspose",
            (b, x) -> b.node("ConvTranspose", "bad", List.of(x, weights(b, "w", 4, 8, 3, 3))),
            "ConvTranspose 'bad'"));
    all.add(
        of(
            "LSTM",
            (b, x) ->
                b.node(
                    "LSTM",
                    "bad",
                    List.of(x, weights(b, "w", 1, 16, 6), weights(b, "r", 1, 16, 4)),
                    attribute("hidden_size", 4)),
            "LSTM 'bad'"));
    for (String op :
        List.of(
            "Sigmoid",
            "LeakyRelu",
            "HardSwish",
            "InstanceNormalization",
            "LpPool",
            "SpaceToDepth",
            "Exp",
            "GlobalLpPool",
            "Softplus")) {
      all.add(node(op, "allowed are"));
    }
    all.add(node("Softmax", "flatten", attribute("axis", 1)));
  }

  private static void convolutions(List<Refusal> all) {
    all.add(conv("groups that do not divide", SQUARE, "3", attribute("group", 3)));
    all.add(conv("weights for other channels", new long[] {8, 3, 3, 3}, "channels"));
    all.add(conv("weights of 3-D convolution", new long[] {8, 4, 3, 3, 3}, "shape"));
    all.add(conv("weights of 1-D convolution", new long[] {8, 4, 3}, "shape"));
    all.add(conv("kernel too large", new long[] {8, 4, 7, 7}, "7"));
    all.add(conv("dilated kernel too large", SQUARE, "7", ints("dilations", 3L, 3L)));
    all.add(
        conv(
            "kernel_shape of other weights", SQUARE, "kernel_shape", ints("kernel_shape", 5L, 5L)));
    all.add(conv("negative pads", SQUARE, "pads", ints("pads", 0L, -1L, 0L, 0L)));
    all.add(conv("a first window in the border", SQUARE, "border", ints("pads", 3L, 0L, 0L, 0L)));
    all.add(conv("two pads", SQUARE, "pads", ints("pads", 1L, 1L)));
    all.add(conv("stride 0", SQUARE, "strides", ints("strides", 0L, 1L)));
    all.add(conv("three strides", SQUARE, "strides", ints("strides", 1L, 1L, 1L)));
    all.add(conv("dilation 0", SQUARE, "dilations", ints("dilations", 1L, 0L)));
    all.add(conv("unknown auto_pad", SQUARE, "auto_pad", attribute("auto_pad", "FULL")));
    all.add(conv("unknown attribute", SQUARE, "padding", attribute("padding", 1)));
    all.add(
        of(
            "dynamic weights",
            (b, x) -> b.node("Conv", "bad", List.of(x, x)),
            "Conv 'bad'",
            "weight"));
    all.add(
        of(
            "a bias of other channels",
            (b, x) ->
                b.node(
                    "Conv",
                    "bad",
                    List.of(x, weights(b, "w", SQUARE), b.floats("bias", new float[7], 7))),
            "Conv 'bad'",
            "bias"));
    all.add(
        of(
            "activation scales per channel",
            (b, x) -> {
              String scales = b.floats("scales", new float[] {1, 2, 3, 4}, 1, 4, 1, 1);
              String q = b.quant("bad", x, scales, 4, true, false);
              return b.node("Conv", "conv", List.of(q, weights(b, "w", SQUARE)));
            },
            "Quant 'bad'",
            "scale"));
    all.add(
        of(
            "a factor per channel in front of a convolution",
            (b, x) -> {
              String factors = b.floats("factors", new float[] {1, 2, 3, 4}, 1, 4, 1, 1);
              String y = b.node("Mul", "mul", List.of(x, factors));
              return b.node("Conv", "bad", List.of(y, weights(b, "w", SQUARE)));
            },
            "'"));
    all.add(
        of(
            "two convolutions without a quantizer between",
            (b, x) -> {
              String y = b.node("Conv", "conv", List.of(x, weights(b, "w", SQUARE)));
              return b.node("Conv", "bad", List.of(y, weights(b, "v", 2, 8, 1, 1)));
            },
            "Conv 'bad'",
            "quantizer"));
    all.add(
        of(
            "weights without a quantizer",
            (b, x) -> {
              float[] values = {1, 0.3f, 0.7f, -0.1f};
              return b.node("Conv", "bad", List.of(x, b.floats("w", values, 1, 4, 1, 1)));
            },
            "Conv 'bad'",
            "quantiz"));
    all.add(
        of(
            "weight scales per input channel",
            (b, x) -> {
              String scales = b.floats("scales", new float[] {1, 2, 3, 4}, 1, 4, 1, 1);
              String w = b.floats("w", new float[32], 8, 4, 1, 1);
              return b.node("Conv", "bad", List.of(x, b.quant("wq", w, scales, 4, true, false)));
            },
            "'",
            "scale"));
  }

  private static void pools(List<Refusal> all) {
    all.add(
        node(
            "MaxPool",
            "storage_order",
            ints("kernel_shape", 2L, 2L),
            attribute("storage_order", 1)));
    all.add(node("MaxPool", "kernel_shape"));
    all.add(node("MaxPool", "kernel_shape", ints("kernel_shape", 2L)));
    all.add(node("MaxPool", "pads", ints("kernel_shape", 2L, 2L), ints("pads", 2L, 2L, 2L, 2L)));
    all.add(node("MaxPool", "7", ints("kernel_shape", 7L, 7L)));
    all.add(
        of(
            "indices of a maximum",
            (b, x) -> {
              List<String> outputs = List.of("bad_out", "indices");
              b.node("", "MaxPool", "bad", List.of(x), outputs, ints("kernel_shape", 2L, 2L));
              return "indices";
            },
            "MaxPool 'bad'"));
    all.add(
        node(
            "AveragePool",
            "count_include_pad",
            ints("kernel_shape", 3L, 3L),
            ints("pads", 1L, 1L, 1L, 1L)));
    all.add(
        node(
            "AveragePool",
            "ceil_mode",
            ints("kernel_shape", 3L, 3L),
            ints("strides", 2L, 2L),
            attribute("ceil_mode", 1)));
    all.add(
        of(
            "a mean of sums that no quantizer has seen",
            (b, x) -> {
              String y = b.node("Conv", "conv", List.of(x, weights(b, "w", SQUARE)));
              return b.node("GlobalAveragePool", "bad", List.of(y));
            },
            "GlobalAveragePool 'bad'",
            "quantizer"));
  }

  private static void joins(List<Refusal> all) {
    all.add(
        of("a product of two maps", (b, x) -> b.node("Mul", "bad", List.of(x, x)), "Mul 'bad'"));
    all.add(
        of(
            "maps of different shapes added",
            (b, x) -> {
              String y = b.node("GlobalMaxPool", "small", List.of(x));
              return b.node("Add", "bad", List.of(x, y));
            },
            "'"));
    all.add(
        of(
            "maps joined by rows",
            (b, x) -> b.node("Concat", "bad", List.of(x, x), attribute("axis", 2)),
            "Concat 'bad'",
            "axis"));
    all.add(
        of(
            "maps joined by the batch",
            (b, x) -> b.node("Concat", "bad", List.of(x, x), attribute("axis", 0)),
            "Concat 'bad'",
            "axis"));
    all.add(
        of(
            "maps of different heights joined",
            (b, x) -> {
              String y = b.node("MaxPool", "pool", List.of(x), ints("kernel_shape", 2L, 1L));
              return b.node("Concat", "bad", List.of(x, y), attribute("axis", 1));
            },
            "Concat 'bad'"));
    all.add(
        of(
            "maps of different formats joined in front of a convolution",
            (b, x) -> {
              String y = b.quant("other", x, b.scalar("s", 0.75f), 3, true, false);
              String z = b.node("Concat", "bad", List.of(x, y), attribute("axis", 1));
              return b.node("Conv", "conv", List.of(z, weights(b, "w", 2, 8, 3, 3)));
            },
            "Concat 'bad'"));
  }

  private static void moves(List<Refusal> all) {
    all.add(node("DepthToSpace", "blocksize", attribute("blocksize", 3)));
    all.add(node("DepthToSpace", "blocksize"));
    all.add(node("DepthToSpace", "mode", attribute("blocksize", 2), attribute("mode", "RCD")));
    all.add(resize("linear", "floor", "asymmetric", "mode", 2, 2));
    all.add(resize("cubic", "floor", "asymmetric", "mode", 2, 2));
    all.add(resize("nearest", "floor", "asymmetric", "1.5", 1.5f, 2));
    all.add(resize("nearest", "floor", "asymmetric", "0.5", 0.5f, 1));
    all.add(resize("nearest", "ceil", "asymmetric", "nearest_mode", 2, 2));
    all.add(resize("nearest", "floor", "align_corners", "align_corners", 2, 2));
    all.add(
        of(
            "more channels by Resize",
            (b, x) ->
                b.node(
                    "Resize",
                    "bad",
                    List.of(x, "", b.floats("factors", new float[] {1, 2, 1, 1}, 4)),
                    attribute("coordinate_transformation_mode", "asymmetric"),
                    attribute("nearest_mode", "floor")),
            "Resize 'bad'"));
    all.add(
        of(
            "a size that is no multiple",
            (b, x) ->
                b.node(
                    "Resize",
                    "bad",
                    List.of(x, "", "", b.longs("sizes", new long[] {1, 4, 8, 12}, 4)),
                    attribute("coordinate_transformation_mode", "asymmetric"),
                    attribute("nearest_mode", "floor")),
            "Resize 'bad'"));
    all.add(
        of(
            "a map with channels last",
            (b, x) -> {
              String y = b.node("Transpose", "turn", List.of(x), ints("perm", 0L, 2L, 3L, 1L));
              return b.node("Conv", "bad", List.of(y, weights(b, "w", 2, 6, 3, 3)));
            },
            "Conv 'bad'"));
    all.add(
        of(
            "a map reshaped to another",
            (b, x) -> {
              String y = b.node("GlobalMaxPool", "pool", List.of(x));
              String z =
                  b.node("Reshape", "bad", List.of(y, b.longs("to", new long[] {1, 1, 2, 2}, 4)));
              return b.node("Conv", "conv", List.of(z, weights(b, "w", 2, 1, 1, 1)));
            },
            "'"));
    all.add(node("Flatten", "axis", attribute("axis", 2)));
  }

  private static Refusal resize(
      String mode, String nearest, String coordinates, String reason, float rows, float columns) {
    return of(
        "Resize " + mode + " " + nearest + " " + coordinates + " " + rows + " × " + columns,
        (b, x) ->
            b.node(
                "Resize",
                "bad",
                List.of(x, "", b.floats("factors", new float[] {1, 1, rows, columns}, 4)),
                attribute("mode", mode),
                attribute("coordinate_transformation_mode", coordinates),
                attribute("nearest_mode", nearest)),
        "Resize 'bad'",
        reason);
  }

  private static void shapes(List<Refusal> all) {
    all.add(input("an input of unknown height", 1, 4, 0, 6));
    all.add(input("an input of unknown channels", 1, 0, 6, 6));
    all.add(
        of(
            "a matrix product of a map",
            (b, x) -> b.node("MatMul", "bad", List.of(x, weights(b, "w", 6, 3))),
            "MatMul 'bad'"));
    all.add(
        of(
            "normalization of other channels",
            (b, x) -> {
              String y = b.node("Conv", "conv", List.of(x, weights(b, "w", SQUARE)));
              String v = b.floats("v", new float[] {1, 1, 1, 1}, 4);
              return b.node("BatchNormalization", "bad", List.of(y, v, v, v, v));
            },
            "BatchNormalization 'bad'"));
    all.add(
        of(
            "a bias per pixel",
            (b, x) -> {
              String y = b.node("Conv", "conv", List.of(x, weights(b, "w", SQUARE)));
              return b.node(
                  "Add", "bad", List.of(y, b.floats("v", new float[] {1, 2, 3, 4}, 1, 1, 4)));
            },
            "'"));
  }

  private static Refusal input(String name, long... dims) {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.input("x", dims);
    String q = b.quant("q", x, b.scalar("s", 0.25f), 4, true, false);
    b.output(b.node("Conv", "conv", List.of(q, weights(b, "w", SQUARE))), 1, 0, 0, 0);
    return new Refusal(name, b.bytes(), List.of("'x'"));
  }
}
