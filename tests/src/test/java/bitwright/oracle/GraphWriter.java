package bitwright.oracle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Locale;

/** Writes small ONNX graphs for tests. */
public final class GraphWriter {

  private static final String[] DOMAINS = {
    "qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general"
  };

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("random");
  private int names;
  private long opset = 13;

  /** Sets the version of ONNX's operators; 13 unless told. */
  public GraphWriter opset(long version) {
    opset = version;
    return this;
  }

  /** The graph's input, float32 [1, dimensions …]. */
  public String input(int... dims) {
    graph.addInput(value("x", dims));
    return "x";
  }

  /** The graph's output, float32 [1, dimensions …]; of any shape if no dimensions are given. */
  public void output(String name, int... dims) {
    ValueInfoProto.Builder output = value(name, dims).toBuilder();
    if (dims.length == 0) {
      output.getTypeBuilder().getTensorTypeBuilder().clearShape();
    }
    graph.addOutput(output);
  }

  private static ValueInfoProto value(String name, int... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(Dimension.newBuilder().setDimValue(1));
    for (int dim : dims) {
      shape.addDim(Dimension.newBuilder().setDimValue(dim));
    }
    TypeProto.Tensor type = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  /** A float32 scalar. */
  public String scalar(double value) {
    return floats(new float[] {(float) value});
  }

  /** Float32 elements; a scalar without a shape. */
  public String floats(float[] values, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("c" + names++).setDataType(1);
    for (long d : shape) {
      tensor.addDims(d);
    }
    for (float v : values) {
      tensor.addFloatData(v);
    }
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /** A vector of type int64. */
  public String longs(long... values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("c" + names++).setDataType(7);
    tensor.addDims(values.length);
    for (long v : values) {
      tensor.addInt64Data(v);
    }
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /** The model so far, with one tensor of any shape as its output. */
  public byte[] upTo(String tensor) {
    graph.clearOutput();
    output(tensor);
    byte[] bytes = bytes();
    graph.clearOutput();
    return bytes;
  }

  /** Whether a parameter has no dimensions. */
  public boolean isScalar(String parameter) {
    return graph.getInitializerList().stream()
        .anyMatch(t -> t.getName().equals(parameter) && t.getDimsCount() == 0);
  }

  /** One element of type uint8 or int8. */
  public String code(boolean signed, int value) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName("c" + names++).setDataType(signed ? 3 : 2);
    tensor.setRawData(ByteString.copyFrom(new byte[] {(byte) value}));
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  public String node(String op, List<String> inputs, AttributeProto... attributes) {
    return node("", op, inputs, attributes);
  }

  public String quantizer(String op, List<String> inputs, AttributeProto... attributes) {
    return node(DOMAINS[names % 3], op, inputs, attributes);
  }

  private String node(String domain, String op, List<String> inputs, AttributeProto... attributes) {
    String output = op.toLowerCase(Locale.ROOT) + "_" + names++;
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(op)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  public static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  public static AttributeProto real(String name, float value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  public static AttributeProto text(String name, String value) {
    return attribute(name, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  public static AttributeProto integers(String name, Long... values) {
    return attribute(name, AttributeProto.AttributeType.INTS).addAllInts(List.of(values)).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  public byte[] bytes() {
    ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8).setGraph(graph);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
    for (String domain : DOMAINS) {
      model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(1));
    }
    return model.build().toByteArray();
  }
}
