package bitwright.quantize.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import bitwright.quantize.ImportException;
import bitwright.quantize.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes of a graph one by one, whatever else the graph holds.
 *
 * <p>Unlike {@link Graph} it may have any number of inputs and outputs, and operators that nobody
 * understands. Tensors are read when they are asked for, so that one layer can be taken out of a
 * model of many megabytes.
 */
public final class NodeGraph {

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final Map<String, Integer> inputTypes = new HashMap<>();
  private final Map<String, Node> producers = new HashMap<>();

  private NodeGraph() {}

  /**
   * Reads the nodes.
   *
   * @param model the bytes of the file
   * @throws ImportException if they are not a model in which every tensor has its own name
   */
  public static NodeGraph read(byte[] model) {
    ModelProto proto = GraphReader.parse(model);
    long opset = GraphReader.opset(proto);
    GraphProto graph = proto.getGraph();
    NodeGraph result = new NodeGraph();
    for (TensorProto tensor : graph.getInitializerList()) {
      requireNew(result.initializers.put(tensor.getName(), tensor) == null, tensor.getName());
    }
    for (ValueInfoProto input : graph.getInputList()) {
      int type = input.getType().getTensorType().getElemType();
      result.inputTypes.put(input.getName(), type);
    }
    for (NodeProto nodeProto : graph.getNodeList()) {
      Node node = GraphReader.node(nodeProto, opset);
      result.nodes.add(node);
      for (String output : node.outputs()) {
        if (!output.isEmpty()) {
          boolean isNew = !result.initializers.containsKey(output);
          requireNew(isNew && result.producers.put(output, node) == null, output);
        }
      }
    }
    return result;
  }

  private static void requireNew(boolean isNew, String tensor) {
    if (!isNew) {
      throw ImportException.of(
          "tensor '%s' is defined twice; give every tensor its own name", Node.shortened(tensor));
    }
  }

  /** All nodes, in the order of the file. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The node that computes a tensor. */
  public Optional<Node> producer(String tensor) {
    return Optional.ofNullable(producers.get(tensor));
  }

  /**
   * A constant of the file.
   *
   * @throws ImportException if it is damaged
   */
  public Optional<Tensor> initializer(String tensor) {
    return Optional.ofNullable(initializers.get(tensor))
        .map(proto -> TensorReader.read("tensor '" + Node.shortened(tensor) + "'", proto));
  }

  /** The element type that the file declares for a tensor which enters the graph. */
  public Optional<ElementType> inputType(String tensor) {
    return Optional.ofNullable(inputTypes.get(tensor)).flatMap(ElementType::of);
  }
}
