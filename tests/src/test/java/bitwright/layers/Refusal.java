package bitwright.layers;

import static bitwright.quantize.writer.QonnxBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * A network that must be refused: a quantized map of 4 × 6 × 6, something unsupported named {@code
 * bad}, a quantizer, and the output.
 *
 * @param name what is unsupported
 * @param bytes the model file
 * @param named what the message must hold, each of them
 */
record Refusal(String name, byte[] bytes, List<String> named) {

  @Override
  public String toString() {
    return name;
  }

  /**
   * A network around one node or a few.
   *
   * @param middle from builder and quantized map to the tensor that is quantized again
   */
  static Refusal of(String name, BiFunction<QonnxBuilder, String, String> middle, String... named) {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.input("x", 1, 4, 6, 6);
    String q = b.quant("input_quant", x, b.scalar("input_scale", 0.25f), 4, true, false);
    String y = middle.apply(b, q);
    b.output(
        b.quant("output_quant", y, b.scalar("output_scale", 0.5f), 4, true, false), 1, 0, 0, 0);
    return new Refusal(name, b.bytes(), List.of(named));
  }

  /** One node named bad, which takes the map alone. */
  static Refusal node(String op, String reason, AttributeProto... attributes) {
    String name = op + " " + Arrays.stream(attributes).map(Refusal::shown).toList();
    return of(name, (b, x) -> b.node(op, "bad", List.of(x), attributes), op + " 'bad'", reason);
  }

  private static String shown(AttributeProto a) {
    String values = a.getIntsCount() > 0 ? a.getIntsList().toString() : a.getI() + "";
    return a.getName() + "=" + (a.hasS() ? a.getS().toStringUtf8() : values);
  }

  /** A convolution named bad of weights of that shape. */
  static Refusal conv(String name, long[] weights, String reason, AttributeProto... attributes) {
    return of(
        name,
        (b, x) -> b.node("Conv", "bad", List.of(x, weights(b, "w", weights)), attributes),
        "Conv 'bad'",
        reason);
  }

  /** Quantized weights counting 0, 1, 2, … 7, 0, … */
  static String weights(QonnxBuilder b, String name, long... shape) {
    float[] values = new float[(int) LongStream.of(shape).reduce(1, (x, y) -> x * y)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 8;
    }
    String w = b.floats(name, values, shape);
    return b.quant(name + "_quant", w, b.scalar(name + "_scale", 1), 4, true, false);
  }

  static AttributeProto ints(String name, Long... values) {
    return attribute(name, List.of(values));
  }
}
