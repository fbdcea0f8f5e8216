package bitwright.quantize;

import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;

/**
 * A small valid model that bad inputs are made of: 4 inputs, 3 hidden channels, 2 outputs.
 *
 * <p>{@code input_quant → hidden → bias → norm → relu → hidden_quant → last}.
 */
final class SmallNetwork {

  private SmallNetwork() {}

  static QonnxBuilder builder() {
    QonnxBuilder b = new QonnxBuilder();
    b.input("x", 1, 4);
    b.scalar("input_scale", 0.25f);
    b.scalar("weight_scale", 0.5f);
    b.scalar("hidden_scale", 0.125f);
    b.floats("w1", new float[] {1, -1, 2, 0, 3, -3, 2, -2, 0.5f, 1.5f, -0.5f, 1}, 4, 3);
    b.floats("w2", new float[] {1, -2, 3, 0.5f, -1.5f, 0}, 3, 2);
    b.floats("bias_values", new float[] {0.5f, -0.25f, 0}, 3);
    b.floats("gamma", new float[] {1, -2, 0.5f}, 3);
    b.floats("beta", new float[] {0.125f, 0, -1}, 3);
    b.floats("mean", new float[] {0.5f, 1, -0.5f}, 3);
    b.floats("variance", new float[] {1, 2, 4}, 3);
    String x = b.quant("input_quant", "x", "input_scale", 4, true, false);
    String v = b.quant("w1_quant", "w1", "weight_scale", 4, true, true);
    String h = b.node("MatMul", "hidden", List.of(x, v));
    h = b.node("Add", "bias", List.of(h, "bias_values"));
    h =
        b.node(
            "BatchNormalization",
            "norm",
            List.of(h, "gamma", "beta", "mean", "variance"),
            QonnxBuilder.attribute("epsilon", 1e-5f));
    h = b.node("Relu", "relu", List.of(h));
    h = b.quant("hidden_quant", h, "hidden_scale", 4, false, false);
    v = b.quant("w2_quant", "w2", "weight_scale", 4, true, true);
    b.output(b.node("MatMul", "last", List.of(h, v)), 1, 2);
    return b;
  }
}
