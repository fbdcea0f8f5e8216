package bitwright.quantize;

import static bitwright.quantize.BadInput.drop;
import static bitwright.quantize.BadInput.graph;
import static bitwright.quantize.BadInput.node;
import static bitwright.quantize.BadInput.rewire;

import ai.onnx.proto.OnnxMl.GraphProto;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;

/** Models whose graph is broken, or holds what is not supported. */
final class BadGraphs {

  private BadGraphs() {}

  static void addTo(List<BadInput> all) {
    all.add(graph("cycle", g -> rewire(g, "bias", 1, "relu_out"), "is part of a cycle", "'"));
    all.add(
        graph(
            "a node that reads itself",
            g -> rewire(g, "relu", 0, "relu_out"),
            "Relu 'relu'",
            "cycle"));
    all.add(graph("missing initializer", g -> drop(g, "w1"), "Quant 'w1_quant'", "'w1'"));
    all.add(graph("missing bias", g -> drop(g, "bias_values"), "Add 'bias'", "'bias_values'"));
    all.add(
        graph(
            "two outputs",
            g -> g.addOutput(QonnxBuilder.info("relu_out", 1, 1, 3)),
            "2 outputs",
            "'relu_out'"));
    all.add(graph("no output", GraphProto.Builder::clearOutput, "0 outputs"));
    all.add(
        graph(
            "an output that nothing computes",
            g -> g.setOutput(0, QonnxBuilder.info("nowhere", 1, 1, 2)),
            "'nowhere'"));
    all.add(
        graph("two inputs", g -> g.addInput(QonnxBuilder.info("y", 1, 1, 4)), "2 inputs", "'y'"));
    all.add(graph("no input", GraphProto.Builder::clearInput, "0 inputs"));
    all.add(
        graph(
            "a tensor defined twice",
            g -> node(g, "relu").setOutput(0, "bias_out"),
            "'bias_out'",
            "twice"));
    all.add(
        graph(
            "an initializer defined twice",
            g -> g.addInitializer(g.getInitializer(0)),
            "'input_scale'",
            "twice"));
    all.add(
        graph(
            "an unsupported operator",
            g -> node(g, "relu").setOpType("LeakyRelu"),
            "LeakyRelu 'relu'",
            "allowed are"));
    all.add(
        graph(
            "an unsupported domain",
            g -> node(g, "relu").setDomain("com.example"),
            "'com.example'",
            "qonnx.custom_op.general"));
    all.add(
        graph(
            "an unsupported QONNX operator",
            g -> node(g, "relu").setDomain(QonnxBuilder.QONNX).setOpType("MultiThreshold"),
            "MultiThreshold 'relu'"));
    all.add(
        graph(
            "names with line breaks",
            g -> node(g, "relu").setOpType("Bad\nOp").setName("two\r\nlines"),
            "Bad?Op"));
    all.add(
        graph(
            "an unknown attribute",
            g -> node(g, "hidden_quant").addAttribute(QonnxBuilder.attribute("channel", 1)),
            "Quant 'hidden_quant'",
            "'channel'",
            "narrow"));
    all.add(
        graph(
            "an attribute of the wrong type",
            g -> node(g, "hidden_quant").setAttribute(0, QonnxBuilder.attribute("signed", "no")),
            "'signed'",
            "STRING",
            "INT"));
    all.add(
        graph(
            "a flag that is 2",
            g -> node(g, "hidden_quant").setAttribute(0, QonnxBuilder.attribute("signed", 2)),
            "signed = 2"));
    all.add(
        graph(
            "branches that are not quantized",
            g -> node(g, "relu").setOpType("Add").addInput("norm_out"),
            "Add 'relu'",
            "MatMul 'hidden'",
            "Quant"));
    all.add(
        graph(
            "branches that are multiplied",
            g -> node(g, "relu").setOpType("Mul").addInput("norm_out"),
            "Mul 'relu'",
            "constant"));
    all.add(
        graph(
            "something after Softmax",
            g -> {
              BadInput.append(g, "Softmax", "soft", "last_out");
              BadInput.append(g, "Relu", "after", "soft_out");
              g.setOutput(0, QonnxBuilder.info("after_out", 1, 1, 2));
            },
            "Relu 'after'",
            "Softmax 'soft'"));
  }
}
