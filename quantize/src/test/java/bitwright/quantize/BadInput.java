package bitwright.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file that must be refused.
 *
 * @param name what is wrong with it
 * @param bytes the file
 * @param named what the message must name, each of them
 */
record BadInput(String name, byte[] bytes, List<String> named) {

  @Override
  public String toString() {
    return name;
  }

  static List<BadInput> all() {
    List<BadInput> all = new ArrayList<>();
    BadFiles.addTo(all);
    BadGraphs.addTo(all);
    BadTensors.addTo(all);
    BadQuantizers.addTo(all);
    BadLayers.addTo(all);
    return all;
  }

  /** The small network with damage. */
  static BadInput graph(String name, Consumer<GraphProto.Builder> damage, String... named) {
    QonnxBuilder builder = SmallNetwork.builder();
    damage.accept(builder.graph());
    return new BadInput(name, builder.bytes(), List.of(named));
  }

  static NodeProto.Builder node(GraphProto.Builder graph, String name) {
    return graph.getNodeBuilderList().stream()
        .filter(n -> n.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static TensorProto.Builder tensor(GraphProto.Builder graph, String name) {
    return graph.getInitializerBuilderList().stream()
        .filter(t -> t.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static void rewire(GraphProto.Builder graph, String node, int input, String tensor) {
    node(graph, node).setInput(input, tensor);
  }

  static void drop(GraphProto.Builder graph, String initializer) {
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      if (graph.getInitializer(i).getName().equals(initializer)) {
        graph.removeInitializer(i);
        return;
      }
    }
    throw new IllegalStateException("no initializer " + initializer);
  }

  static void append(GraphProto.Builder graph, String op, String name, String input) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .setName(name)
            .addInput(input)
            .addOutput(name + "_out"));
  }
}
