package bitwright.quantize.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import bitwright.quantize.ImportException;
import bitwright.quantize.tensor.Tensor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the bytes of an ONNX file into a validated graph. */
public final class GraphReader {

  /** The oldest and the youngest version of the ONNX operators that are understood. */
  private static final long OLDEST = 7;

  private static final long YOUNGEST = 25;

  private GraphReader() {}

  /**
   * Reads a graph.
   *
   * @param model the bytes of the file
   * @throws ImportException if they are not a model with one input, one output, all names defined
   *     once and no cycle
   */
  public static Graph read(byte[] model) {
    ModelProto proto = parse(model);
    long opset = opset(proto);
    GraphProto graph = proto.getGraph();
    if (graph.getSparseInitializerCount() > 0) {
      throw ImportException.of(
          "tensor '%s' is stored as sparse; store it dense",
          Node.shortened(graph.getSparseInitializer(0).getValues().getName()));
    }
    Map<String, Tensor> initializers = initializers(graph);
    Declaration input = input(graph, initializers);
    Declaration output = output(graph);
    List<Node> nodes = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      nodes.add(node(node, opset));
    }
    List<Node> sorted = new NodeSorter(nodes, input, initializers.keySet()).sorted(output.name());
    return new Graph(input, output, initializers, sorted);
  }

  /** The model, with a graph that has nodes. */
  static ModelProto parse(byte[] model) {
    if (model.length == 0) {
      throw new ImportException("the file is empty; pass an ONNX or QONNX model");
    }
    try {
      ModelProto proto = ModelProto.parseFrom(model);
      if (!proto.hasGraph() || proto.getGraph().getNodeCount() == 0) {
        throw new ImportException(
            "the file holds no ONNX graph with nodes; pass an ONNX or QONNX model");
      }
      return proto;
    } catch (InvalidProtocolBufferException e) {
      throw new ImportException(
          "the file is not an ONNX model or is cut off (no valid protocol buffer); export or"
              + " download it again");
    }
  }

  /** The version of the ONNX operators. */
  static long opset(ModelProto proto) {
    for (OperatorSetIdProto set : proto.getOpsetImportList()) {
      if (isOnnx(set.getDomain())) {
        long version = set.getVersion();
        if (version < OLDEST || version > YOUNGEST) {
          throw ImportException.of(
              "the model uses version %d of the ONNX operators; allowed are %d to %d; convert it"
                  + " with onnx.version_converter",
              version, OLDEST, YOUNGEST);
        }
        return version;
      }
    }
    throw new ImportException(
        "the model does not say which version of the ONNX operators it uses; add an opset_import"
            + " for the empty domain");
  }

  private static boolean isOnnx(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private static Map<String, Tensor> initializers(GraphProto graph) {
    Map<String, Tensor> initializers = new HashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      String name = tensor.getName();
      String owner = "tensor '" + Node.shortened(name) + "'";
      if (name.isEmpty()) {
        throw new ImportException("an initializer has no name; give every tensor a name");
      }
      if (initializers.put(name, TensorReader.read(owner, tensor)) != null) {
        throw ImportException.of("%s is defined twice; give every tensor its own name", owner);
      }
    }
    return initializers;
  }

  private static Declaration input(GraphProto graph, Map<String, Tensor> initializers) {
    List<Declaration> inputs = new ArrayList<>();
    for (ValueInfoProto info : graph.getInputList()) {
      if (!initializers.containsKey(info.getName())) {
        inputs.add(Declaration.of(info));
      }
    }
    if (inputs.size() != 1) {
      throw ImportException.of(
          "the model has %d inputs%s; it must have one that is not an initializer",
          inputs.size(), names(inputs.stream().map(Declaration::name).toList()));
    }
    return inputs.get(0);
  }

  private static Declaration output(GraphProto graph) {
    if (graph.getOutputCount() != 1) {
      throw ImportException.of(
          "the model has %d outputs%s; it must have one, so remove the others",
          graph.getOutputCount(),
          names(graph.getOutputList().stream().map(ValueInfoProto::getName).toList()));
    }
    return Declaration.of(graph.getOutput(0));
  }

  private static String names(List<String> names) {
    return names.isEmpty()
        ? ""
        : names.stream()
            .limit(5)
            .map(n -> "'" + Node.shortened(n) + "'")
            .collect(Collectors.joining(", ", " (", names.size() > 5 ? ", …)" : ")"));
  }

  /** One node. */
  static Node node(NodeProto proto, long opset) {
    String domain = isOnnx(proto.getDomain()) ? "" : proto.getDomain();
    Node bare =
        new Node(
            domain,
            Node.shortened(proto.getOpType()),
            proto.getName(),
            proto.getInputList(),
            proto.getOutputList(),
            null,
            opset);
    return new Node(
        domain,
        bare.op(),
        bare.name(),
        bare.inputs(),
        bare.outputs(),
        Attributes.of(bare.label(), proto),
        opset);
  }
}
