package bitwright.training.qonnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Builds a QONNX model with one float input and one float output, node by node.
 *
 * <p>Tensors are named for the node that makes them. Equal calls give equal bytes.
 */
public final class GraphBuilder {

  /** The domain of {@code Quant}, {@code BipolarQuant} and {@code FloatQuant}. */
  public static final String QONNX_DOMAIN = "qonnx.custom_op.general";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  private final GraphProto.Builder graph;

  /** Starts a graph named {@code name}. */
  public GraphBuilder(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /** Declares the graph's input and returns its name. */
  public String input(String name, long... shape) {
    graph.addInput(valueInfo(name, shape));
    return name;
  }

  /** Declares which tensor is the graph's output. */
  public void output(String name, long... shape) {
    graph.addOutput(valueInfo(name, shape));
  }

  /** Adds a float32 initializer and returns its name; no shape means a scalar. */
  public String floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return initializer(name, TensorProto.DataType.FLOAT, bytes, shape);
  }

  /** Adds a float32 scalar initializer and returns its name. */
  public String scalar(String name, float value) {
    return floats(name, new float[] {value});
  }

  /** Adds a one-dimensional int64 initializer and returns its name. */
  public String longs(String name, long... values) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    for (long value : values) {
      bytes.putLong(value);
    }
    return initializer(name, TensorProto.DataType.INT64, bytes, values.length);
  }

  /** Adds a node of the standard domain and returns its output, named {@code <node>_out}. */
  public String node(
      String name, String operator, List<String> inputs, AttributeProto... attributes) {
    return add(name, operator, "", inputs, attributes);
  }

  /** Adds a node of the QONNX domain and returns its output, named {@code <node>_out}. */
  public String quantizer(
      String name, String operator, List<String> inputs, AttributeProto... attributes) {
    return add(name, operator, QONNX_DOMAIN, inputs, attributes);
  }

  /** An integer attribute. */
  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** A float attribute. */
  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** A string attribute. */
  public static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** An attribute that is a list of integers. */
  public static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  /** The finished model. */
  public ModelProto build() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("bitwright-training")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(QONNX_DOMAIN).setVersion(1))
        .setGraph(graph)
        .build();
  }

  private String add(
      String name,
      String operator,
      String domain,
      List<String> inputs,
      AttributeProto... attributes) {
    String output = name + "_out";
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(operator)
            .setDomain(domain)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  private String initializer(
      String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name);
    tensor.setDataType(type.getNumber()).setRawData(ByteString.copyFrom(bytes.array()));
    for (long dimension : shape) {
      tensor.addDims(dimension);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto valueInfo(String name, long... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long dimension : shape) {
      dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(dims)))
        .build();
  }
}
