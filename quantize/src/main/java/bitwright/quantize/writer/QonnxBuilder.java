package bitwright.quantize.writer;

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
import java.util.Arrays;
import java.util.List;

/**
 * Builds QONNX models in memory, node by node.
 *
 * <p>Nothing is checked: a builder can make what an importer must refuse. Each node has one output,
 * named like the node with {@code _out} behind it. Example: {@code builder.node("", "Relu", "relu",
 * List.of(x))} returns {@code "relu_out"}.
 */
public final class QonnxBuilder {

  /** The domain of QONNX's operators. */
  public static final String QONNX = "qonnx.custom_op.general";

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");
  private long opset = 13;

  /** Sets the version of the ONNX operators; 13 unless told. */
  public QonnxBuilder opset(long version) {
    opset = version;
    return this;
  }

  /** A float32 input; a dimension of 0 is symbolic. */
  public String input(String name, long... dims) {
    graph.addInput(info(name, FLOAT, dims));
    return name;
  }

  /** A float32 output; a dimension of 0 is symbolic. */
  public QonnxBuilder output(String name, long... dims) {
    graph.addOutput(info(name, FLOAT, dims));
    return this;
  }

  /** Declares a tensor of any element type, for {@link #graph()}. */
  public static ValueInfoProto info(String name, int elementType, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      if (dim == 0) {
        shape.addDimBuilder().setDimParam("N");
      } else {
        shape.addDimBuilder().setDimValue(dim);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(elementType).setShape(shape)))
        .build();
  }

  /** A float32 initializer. */
  public String floats(String name, float[] values, long... dims) {
    TensorProto.Builder tensor = tensor(name, FLOAT, dims);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return initializer(tensor.build());
  }

  /** A float32 scalar. */
  public String scalar(String name, float value) {
    return floats(name, new float[] {value});
  }

  /** An int64 initializer. */
  public String longs(String name, long[] values, long... dims) {
    TensorProto.Builder tensor = tensor(name, INT64, dims);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return initializer(tensor.build());
  }

  /** An initializer of bytes, in the given element type. */
  public String raw(String name, int elementType, byte[] bytes, long... dims) {
    return initializer(
        tensor(name, elementType, dims).setRawData(ByteString.copyFrom(bytes)).build());
  }

  /** Any initializer. */
  public String initializer(TensorProto tensor) {
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /** The beginning of a tensor. */
  public static TensorProto.Builder tensor(String name, int elementType, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(elementType);
    Arrays.stream(dims).forEach(tensor::addDims);
    return tensor;
  }

  /** A node with one output, whose name is returned. */
  public String node(
      String domain, String op, String name, List<String> inputs, AttributeProto... attributes) {
    return node(domain, op, name, inputs, List.of(name + "_out"), attributes);
  }

  /** A node of the ONNX domain with one output, whose name is returned. */
  public String node(String op, String name, List<String> inputs, AttributeProto... attributes) {
    return node("", op, name, inputs, attributes);
  }

  /** A node with named outputs; returns the first. */
  public String node(
      String domain,
      String op,
      String name,
      List<String> inputs,
      List<String> outputs,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(op)
            .setName(name)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
    return outputs.get(0);
  }

  /**
   * A {@code Quant} node without zero point.
   *
   * @param scale the name of the scale
   */
  public String quant(
      String name, String x, String scale, int bits, boolean signed, boolean narrow) {
    return node(
        QONNX,
        "Quant",
        name,
        List.of(x, scale, scalar(name + "_zero", 0), scalar(name + "_bits", bits)),
        attribute("signed", signed ? 1 : 0),
        attribute("narrow", narrow ? 1 : 0),
        attribute("rounding_mode", "ROUND"));
  }

  /** A {@code BipolarQuant} node. */
  public String bipolar(String name, String x, String scale) {
    return node(QONNX, "BipolarQuant", name, List.of(x, scale));
  }

  /** A {@code FloatQuant} node that rounds to nearest and saturates. */
  public String floatQuant(
      String name, String x, String scale, int exponent, int mantissa, int bias, float max) {
    return floatQuant(name, x, scale, exponent, mantissa, bias, max, true);
  }

  /**
   * A {@code FloatQuant} node that rounds to nearest and saturates; where it is unsigned, it says
   * {@code signed = 0} and clamps at 0 below.
   */
  public String floatQuant(
      String name,
      String x,
      String scale,
      int exponent,
      int mantissa,
      int bias,
      float max,
      boolean signed) {
    AttributeProto[] attributes = {
      attribute("rounding_mode", "ROUND"),
      attribute("has_inf", 0),
      attribute("has_nan", 0),
      attribute("has_subnormal", 1),
      attribute("saturation", 1),
      attribute("signed", 0)
    };
    return node(
        QONNX,
        "FloatQuant",
        name,
        List.of(
            x,
            scale,
            scalar(name + "_exponent", exponent),
            scalar(name + "_mantissa", mantissa),
            scalar(name + "_bias", bias),
            scalar(name + "_max", max)),
        signed ? Arrays.copyOf(attributes, attributes.length - 1) : attributes);
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

  /** An attribute of integers. */
  public static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  /** The graph so far, open to any change. */
  public GraphProto.Builder graph() {
    return graph;
  }

  /** The model. */
  public ModelProto model() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("bitwright")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(QONNX).setVersion(1))
        .setGraph(graph)
        .build();
  }

  /** The bytes of a model file. */
  public byte[] bytes() {
    return model().toByteArray();
  }
}
