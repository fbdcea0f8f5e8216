package bitwright.quantize;

import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;
import java.util.function.BiFunction;

/** Models of one layer, for tests of a single operator. */
public final class OneLayer {

  private OneLayer() {}

  /**
   * x → the given activation quantizer → MatMul with bipolar weights.
   *
   * @param quantizer from builder and tensor to the quantized tensor
   */
  public static ImportResult input(BiFunction<QonnxBuilder, String, String> quantizer) {
    QonnxBuilder b = new QonnxBuilder();
    String x = quantizer.apply(b, b.input("x", 1, 2));
    String w = b.floats("w", new float[] {1, -1}, 2, 1);
    String q = b.bipolar("w_quant", w, b.scalar("w_scale", 1));
    b.output(b.node("MatMul", "layer", List.of(x, q)), 1, 1);
    return load(b);
  }

  /** A bipolar input → MatMul with the given weights, two inputs to {@code rows} outputs. */
  public static ImportResult weights(
      ImportOptions options, int columns, BiFunction<QonnxBuilder, Integer, String> weights) {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.bipolar("x_quant", b.input("x", 1, columns), b.scalar("x_scale", 1));
    b.output(b.node("MatMul", "layer", List.of(x, weights.apply(b, columns))), 1, 0);
    return QonnxImporter.load(b.bytes(), "one", options);
  }

  /** Bipolar codes through a product of three rows, then the given operators. */
  public static ImportResult tail(BiFunction<QonnxBuilder, String, String> tail) {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.bipolar("x_quant", b.input("x", 1, 2), b.scalar("x_scale", 1));
    String w = b.floats("w", new float[] {1, -1, 1, 1, 1, -1}, 2, 3);
    String q = b.bipolar("w_quant", w, b.scalar("w_scale", 1));
    String y = tail.apply(b, b.node("MatMul", "layer", List.of(x, q)));
    b.output(y, 1, 0);
    return load(b);
  }

  static ImportResult load(QonnxBuilder builder) {
    return QonnxImporter.load(builder.bytes(), "one", ImportOptions.defaults());
  }

  /** The formats of the last layer's weights and inputs. */
  public static String formats(ImportResult result) {
    Network network = result.network();
    DenseLayer last = network.kernels().get(network.kernels().size() - 1);
    return last.weights().format().name() + " x " + last.input().name();
  }
}
