package bitwright.quantize;

import static bitwright.quantize.BadInput.graph;
import static bitwright.quantize.BadInput.node;
import static bitwright.quantize.BadInput.rewire;
import static bitwright.quantize.BadInput.tensor;

import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;

/** Models whose layers do not fit together or are not quantized. */
final class BadLayers {

  private BadLayers() {}

  static void addTo(List<BadInput> all) {
    all.add(
        graph(
            "weights without a quantizer",
            g -> rewire(g, "hidden", 1, "w1"),
            "MatMul 'hidden'",
            "'w1'",
            "Quant"));
    all.add(
        graph(
            "weights that depend on the input",
            g -> rewire(g, "last", 1, "relu_out"),
            "MatMul 'last'",
            "'relu_out'"));
    all.add(
        graph(
            "no quantizer between two layers",
            g -> rewire(g, "last", 0, "relu_out"),
            "MatMul 'last'",
            "MatMul 'hidden'"));
    all.add(
        graph(
            "weights of the wrong size",
            g -> rewire(g, "last", 1, "w1_quant_out"),
            "MatMul 'last'",
            "4",
            "[3]"));
    all.add(
        graph(
            "weights of rank 1",
            g -> tensor(g, "w1").clearDims().addDims(12),
            "MatMul 'hidden'",
            "[12]",
            "matrix"));
    all.add(
        graph(
            "an input that is not flat",
            g -> g.setInput(0, QonnxBuilder.info("x", 1, 1, 2, 2)),
            "MatMul 'hidden'",
            "[2,2]",
            "flatten"));
    all.add(
        graph(
            "a bias of the wrong size",
            g -> {
              tensor(g, "bias_values").clearDims().clearFloatData();
              tensor(g, "bias_values").addDims(2).addFloatData(1).addFloatData(2);
            },
            "Add 'bias'",
            "[2]",
            "[3]"));
    all.add(
        graph(
            "statistics of the wrong size",
            g -> {
              tensor(g, "variance").clearDims().clearFloatData();
              tensor(g, "variance").addDims(2).addFloatData(1).addFloatData(2);
            },
            "BatchNormalization 'norm'",
            "variance",
            "[2]"));
    all.add(
        graph(
            "a negative variance",
            g -> tensor(g, "variance").setFloatData(1, -1),
            "BatchNormalization 'norm'",
            "variance",
            "channel 1"));
    all.add(
        graph(
            "more thresholds than a layer may have",
            g -> {
              tensor(g, "hidden_quant_bits").setFloatData(0, 16);
              tensor(g, "w1").clearDims().clearFloatData().addDims(4).addDims(17);
              for (int i = 0; i < 4 * 17; i++) {
                tensor(g, "w1").addFloatData(i % 7);
              }
              tensor(g, "w2").clearDims().clearFloatData().addDims(17).addDims(1);
              for (int i = 0; i < 17; i++) {
                tensor(g, "w2").addFloatData(1);
              }
              node(g, "norm").setOpType("Identity").clearAttribute().clearInput();
              node(g, "norm").addInput("hidden_out");
            },
            "MatMul 'hidden'",
            "1114095 thresholds",
            "1048576"));
    all.add(
        graph(
            "a division by zero",
            g -> {
              node(g, "bias").setOpType("Div");
              tensor(g, "bias_values").setFloatData(2, 0);
            },
            "Div 'bias'",
            "zero"));
    all.add(
        graph(
            "a division by features",
            g -> {
              node(g, "bias").setOpType("Div").setInput(0, "bias_values").setInput(1, "hidden_out");
            },
            "Div 'bias'",
            "divisor"));
    all.add(
        graph(
            "a power of features",
            g -> {
              node(g, "bias").setOpType("Pow").setInput(1, "weight_scale");
            },
            "Pow 'bias'",
            "0.5"));
    all.add(
        graph(
            "no layer at all",
            g -> g.setOutput(0, QonnxBuilder.info("input_quant_out", 1, 1, 4)),
            "no layer"));
  }
}
