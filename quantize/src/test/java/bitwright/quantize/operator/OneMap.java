package bitwright.quantize.operator;

import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Networks on one feature map of integers from −8 to 7, for tests of single operators. */
final class OneMap {

  private final QonnxBuilder builder = new QonnxBuilder();
  private final Network network;

  private OneMap(long[] shape, BiFunction<QonnxBuilder, String, String> operators) {
    long[] dims = new long[shape.length + 1];
    dims[0] = 1;
    System.arraycopy(shape, 0, dims, 1, shape.length);
    String x = builder.input("x", dims);
    String q = builder.quant("in", x, builder.scalar("one", 1), 4, true, false);
    builder.output(operators.apply(builder, q), 1, 0);
    network = QonnxImporter.load(builder.bytes(), "one", ImportOptions.defaults()).network();
  }

  /**
   * A network.
   *
   * @param shape of one image
   * @param operators from builder and quantized map to the output
   */
  static OneMap of(long[] shape, BiFunction<QonnxBuilder, String, String> operators) {
    return new OneMap(shape, operators);
  }

  /** The sentence with which a network is refused. */
  static void assertRefused(
      long[] shape, BiFunction<QonnxBuilder, String, String> operators, String... named) {
    String message =
        assertThrows(ImportException.class, () -> new OneMap(shape, operators)).getMessage();
    for (String name : named) {
      assertTrue(message.contains(name), name + " is not in: " + message);
    }
  }

  Network network() {
    return network;
  }

  Layer layer(int node) {
    return network.layers().get(node);
  }

  /** Kind, name and sources of every node, for example {@code conv c[-1] pool p[0]}. */
  String nodes() {
    return network.nodes().stream()
        .map(n -> n.layer().kind() + " " + n.layer().name() + n.sources())
        .collect(Collectors.joining(" "));
  }

  /** The outputs for one image, in ONNX order. */
  double[] outputs(double... image) {
    float[] inputs = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      inputs[i] = (float) image[i];
    }
    return new GoldenModel(network).evaluate(inputs).outputs(0);
  }

  /** Weights of four bits, each the number itself. */
  static String weights(QonnxBuilder b, String name, float[] values, long... shape) {
    return b.quant(
        name + "_q", b.floats(name, values, shape), b.scalar(name + "_s", 1), 4, true, false);
  }

  /** A convolution with such weights. */
  static String conv(
      QonnxBuilder b,
      String name,
      String x,
      float[] weights,
      long[] shape,
      AttributeProto... attributes) {
    return b.node("Conv", name, List.of(x, weights(b, name + "_w", weights, shape)), attributes);
  }

  /** A signed quantizer of four bits. */
  static String quant(QonnxBuilder b, String name, String x, double scale) {
    return b.quant(name, x, b.scalar(name + "_scale", (float) scale), 4, true, false);
  }

  static AttributeProto ints(String name, long... values) {
    return attribute(name, Arrays.stream(values).boxed().toList());
  }
}
