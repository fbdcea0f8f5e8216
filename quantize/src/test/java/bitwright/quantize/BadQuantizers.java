package bitwright.quantize;

import static bitwright.quantize.BadInput.drop;
import static bitwright.quantize.BadInput.graph;
import static bitwright.quantize.BadInput.node;
import static bitwright.quantize.BadInput.rewire;
import static bitwright.quantize.BadInput.tensor;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;

/** Models whose quantizers have impossible parameters. */
final class BadQuantizers {

  private BadQuantizers() {}

  static void addTo(List<BadInput> all) {
    for (float scale : new float[] {0, -0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      all.add(
          graph(
              "an activation scale of " + scale,
              g -> tensor(g, "hidden_scale").setFloatData(0, scale),
              "Quant 'hidden_quant'",
              "scale"));
      all.add(
          graph(
              "a weight scale of " + scale,
              g -> tensor(g, "weight_scale").setFloatData(0, scale),
              "Quant 'w1_quant'",
              "scale"));
    }
    for (float bits : new float[] {0, 65, 2.5f, -3, Float.NaN, 1e30f}) {
      all.add(
          graph(
              "a bit width of " + bits,
              g -> tensor(g, "hidden_quant_bits").setFloatData(0, bits),
              "Quant 'hidden_quant'",
              "bit width"));
    }
    all.add(
        graph(
            "activations of 17 bits",
            g -> tensor(g, "hidden_quant_bits").setFloatData(0, 17),
            "Quant 'hidden_quant'",
            "17",
            "16"));
    all.add(
        graph(
            "a fractional zero point",
            g -> tensor(g, "hidden_quant_zero").setFloatData(0, 0.5f),
            "Quant 'hidden_quant'",
            "zero point",
            "0.5"));
    all.add(
        graph(
            "a scale per channel on activations",
            g -> {
              TensorProto.Builder scale = tensor(g, "hidden_scale").clearFloatData();
              scale.addDims(3).addFloatData(1).addFloatData(2).addFloatData(3);
            },
            "Quant 'hidden_quant'",
            "[3]",
            "scalar"));
    all.add(
        graph(
            "a scale per input on weights",
            g -> {
              drop(g, "weight_scale");
              g.addInitializer(
                  QonnxBuilder.tensor("weight_scale", 1, 4, 1)
                      .addAllFloatData(List.of(1f, 2f, 3f, 4f)));
            },
            "MatMul 'hidden'",
            "scale"));
    all.add(
        graph(
            "a scale that does not broadcast",
            g -> {
              drop(g, "weight_scale");
              g.addInitializer(
                  QonnxBuilder.tensor("weight_scale", 1, 7)
                      .addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f)));
            },
            "[7]",
            "[4,3]"));
    all.add(
        graph(
            "an unknown rounding mode",
            g ->
                node(g, "hidden_quant")
                    .setAttribute(2, QonnxBuilder.attribute("rounding_mode", "SOMETIMES")),
            "'SOMETIMES'",
            "HALF_EVEN"));
    all.add(
        graph(
            "a quantizer without scale",
            g -> node(g, "hidden_quant").clearInput().addInput("relu_out"),
            "Quant 'hidden_quant'",
            "lacks"));
    all.add(
        graph(
            "a scale that depends on the input",
            g -> rewire(g, "hidden_quant", 1, "bias_out"),
            "Quant 'hidden_quant'",
            "'bias_out'",
            "constant"));
    all.add(
        graph(
            "a minifloat of nine bits",
            g -> floatQuant(g, 5, 3, 15, 1e4f),
            "FloatQuant 'fq'",
            "9 bits"));
    all.add(
        graph(
            "a max_val that is no number of the format",
            g -> floatQuant(g, 4, 3, 7, 300),
            "FloatQuant 'fq'",
            "max_val",
            "300"));
    all.add(
        graph(
            "a fractional exponent width",
            g -> floatQuant(g, 2.5f, 3, 7, 448),
            "FloatQuant 'fq'",
            "exponent bit width",
            "2.5"));
  }

  /** Puts a FloatQuant named fq in place of the quantizer of the hidden layer. */
  private static void floatQuant(GraphProto.Builder g, float... parameters) {
    NodeProto.Builder quantizer =
        node(g, "hidden_quant")
            .setName("fq")
            .setOpType("FloatQuant")
            .clearAttribute()
            .clearInput()
            .addInput("relu_out")
            .addInput("hidden_scale");
    for (int i = 0; i < parameters.length; i++) {
      g.addInitializer(QonnxBuilder.tensor("fq_" + i, 1).addFloatData(parameters[i]));
      quantizer.addInput("fq_" + i);
    }
  }
}
