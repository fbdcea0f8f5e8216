package bitwright.oracle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The nodes of an ONNX graph in an order of execution, its parameters, its input and output. */
final class GraphFile {

  /** A node; attributes that are numbers, texts, lists of integers or tensors. */
  record Node(
      String op,
      List<String> inputs,
      List<String> outputs,
      Map<String, AttributeProto> attributes) {

    String output() {
      return outputs.get(0);
    }

    boolean has(String attribute) {
      return attributes.containsKey(attribute);
    }

    long integer(String attribute, long otherwise) {
      return has(attribute) ? attributes.get(attribute).getI() : otherwise;
    }

    double real(String attribute, double otherwise) {
      return has(attribute) ? attributes.get(attribute).getF() : otherwise;
    }

    String text(String attribute, String otherwise) {
      return has(attribute) ? attributes.get(attribute).getS().toStringUtf8() : otherwise;
    }

    List<Long> integers(String attribute) {
      return attributes.get(attribute).getIntsList();
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> signedBytes = new HashSet<>();
  private final Map<String, Tensor<Double>> parameters = new LinkedHashMap<>();
  private final String input;
  private final int[] inputShape;
  private final String output;

  private GraphFile(GraphProto graph) {
    for (TensorProto initializer : graph.getInitializerList()) {
      parameters.put(initializer.getName(), tensor(initializer));
      if (initializer.getDataType() == 3) {
        signedBytes.add(initializer.getName());
      }
    }
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(v -> !parameters.containsKey(v.getName())).toList();
    if (inputs.size() != 1 || graph.getOutputCount() != 1) {
      throw new IllegalArgumentException("one input and one output, please");
    }
    input = inputs.get(0).getName();
    inputShape =
        inputs.get(0).getType().getTensorType().getShape().getDimList().stream()
            .mapToInt(GraphFile::size)
            .toArray();
    output = graph.getOutput(0).getName();
    order(graph.getNodeList());
  }

  /** A free dimension is the batch: one vector at a time. */
  private static int size(Dimension d) {
    return d.hasDimValue() && d.getDimValue() > 0 ? (int) d.getDimValue() : 1;
  }

  private void order(List<NodeProto> protos) {
    Set<String> known = new HashSet<>(parameters.keySet());
    known.add(input);
    known.add("");
    List<NodeProto> waiting = new ArrayList<>(protos);
    while (!waiting.isEmpty()) {
      NodeProto next =
          waiting.stream()
              .filter(n -> known.containsAll(n.getInputList()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("the graph has a cycle or a gap"));
      waiting.remove(next);
      known.addAll(next.getOutputList());
      Map<String, AttributeProto> attributes = new HashMap<>();
      next.getAttributeList().forEach(a -> attributes.put(a.getName(), a));
      if (next.getOpType().equals("Constant")) {
        parameters.put(next.getOutput(0), tensor(attributes.get("value").getT()));
      } else {
        nodes.add(
            new Node(
                next.getOpType(),
                List.copyOf(next.getInputList()),
                List.copyOf(next.getOutputList()),
                attributes));
      }
    }
  }

  static GraphFile read(Path file) {
    try {
      return read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GraphFile read(byte[] model) {
    try {
      return new GraphFile(ModelProto.parseFrom(model).getGraph());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tensor<Double> tensor(TensorProto proto) {
    int[] shape = proto.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
    int n = Tensor.size(shape);
    ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean packed = raw.hasRemaining();
    List<Double> values =
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    switch (proto.getDataType()) {
                      case 2 -> (double) (packed ? raw.get(i) & 255 : proto.getInt32Data(i));
                      case 3 -> (double) (packed ? raw.get(i) : proto.getInt32Data(i));
                      case 1 -> (double) (packed ? raw.getFloat(4 * i) : proto.getFloatData(i));
                      case 6 -> (double) (packed ? raw.getInt(4 * i) : proto.getInt32Data(i));
                      case 7 -> (double) (packed ? raw.getLong(8 * i) : proto.getInt64Data(i));
                      case 11 -> packed ? raw.getDouble(8 * i) : proto.getDoubleData(i);
                      default -> throw new IllegalArgumentException("type " + proto.getDataType());
                    })
            .toList();
    return new Tensor<>(shape, values);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Whether a parameter is of type int8, which as a zero point decides the range of codes. */
  boolean isSignedByte(String parameter) {
    return signedBytes.contains(parameter);
  }

  Map<String, Tensor<Double>> parameters() {
    return parameters;
  }

  String input() {
    return input;
  }

  int[] inputShape() {
    return inputShape.clone();
  }

  String output() {
    return output;
  }
}
