package bitwright.training.qonnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes an exported graph in double precision, node by node, from the operators' definitions.
 *
 * <p>It knows the operators that {@link QonnxExporter} writes and shares nothing with training but
 * the file. Nodes that depend on initializers alone are computed once.
 */
public final class GraphEvaluator {

  private final GraphProto graph;
  private final Map<String, Tensor> constants = new HashMap<>();

  /** Reads the initializers and computes what does not depend on the input. */
  public GraphEvaluator(ModelProto model) {
    graph = model.getGraph();
    for (TensorProto initializer : graph.getInitializerList()) {
      constants.put(initializer.getName(), tensor(initializer));
    }
    for (NodeProto node : graph.getNodeList()) {
      if (constants.keySet().containsAll(node.getInputList())) {
        constants.put(node.getOutput(0), execute(node, constants));
      }
    }
  }

  /** The logits for one image of 784 pixels in [0, 1]. */
  public double[] logits(float[] pixels) {
    double[] image = new double[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = pixels[i];
    }
    Map<String, Tensor> values = new HashMap<>(constants);
    values.put(graph.getInput(0).getName(), new Tensor(image, 1, 1, 28, 28));
    for (NodeProto node : graph.getNodeList()) {
      if (!values.containsKey(node.getOutput(0))) {
        values.put(node.getOutput(0), execute(node, values));
      }
    }
    return values.get(graph.getOutput(0).getName()).values();
  }

  private static Tensor execute(NodeProto node, Map<String, Tensor> values) {
    List<Tensor> in = node.getInputList().stream().map(values::get).toList();
    Map<String, AttributeProto> attributes = new HashMap<>();
    node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
    Tensor x = in.get(0);
    return switch (node.getOpType()) {
      case "Flatten" -> x.reshaped(x.dimension(0), x.size() / x.dimension(0));
      case "Reshape" -> x.reshaped((int) in.get(1).at(0), (int) in.get(1).at(1));
      case "Mul" -> x.combined(in.get(1), (a, b) -> a * b);
      case "Sub" -> x.combined(in.get(1), (a, b) -> a - b);
      case "Add" -> x.combined(in.get(1), (a, b) -> a + b);
      case "Relu" -> x.combined(Tensor.scalar(0), Math::max);
      case "Transpose" -> x.transposed();
      case "MatMul" -> x.times(in.get(1));
      case "Conv" -> WindowOperators.convolution(in, attributes);
      case "MaxPool" -> WindowOperators.maximum(x, attributes);
      case "AveragePool" -> WindowOperators.average(x, attributes);
      case "GlobalAveragePool" -> WindowOperators.globalAverage(x);
      case "Gemm" -> x.times(in.get(1).transposed()).combined(in.get(2), (a, b) -> a + b);
      case "BatchNormalization" -> normalized(in, attributes.get("epsilon").getF());
      case "BipolarQuant" -> x.combined(in.get(1), (a, s) -> a >= 0 ? s : -s);
      case "Quant" ->
          x.combined(
              in.get(1),
              integerQuantizer(
                  in, attributes.get("signed").getI(), attributes.get("narrow").getI()));
      case "FloatQuant" -> x.combined(in.get(1), floatQuantizer(in));
      default -> throw new IllegalArgumentException("no evaluation for " + node.getOpType());
    };
  }

  private static Tensor normalized(List<Tensor> in, float epsilon) {
    Tensor x = in.get(0);
    List<Tensor> perChannel =
        in.stream().skip(1).map(values -> WindowOperators.alongChannels(values, x)).toList();
    Tensor deviation =
        perChannel.get(3).combined(Tensor.scalar(epsilon), (v, e) -> Math.sqrt(v + e));
    return x.combined(perChannel.get(2), (value, mean) -> value - mean)
        .combined(deviation, (value, d) -> value / d)
        .combined(perChannel.get(0), (value, gamma) -> value * gamma)
        .combined(perChannel.get(1), Double::sum);
  }

  private static Tensor.Operation integerQuantizer(List<Tensor> in, long signed, long narrow) {
    double zeroPoint = in.get(2).at(0);
    int bits = (int) in.get(3).at(0);
    double greatest = Math.scalb(1.0, signed == 1 ? bits - 1 : bits) - 1;
    double least = signed == 1 ? -greatest - 1 + narrow : 0;
    double limit = signed == 1 ? greatest : greatest - narrow;
    return (x, scale) -> {
      double clamped = Math.max(least, Math.min(limit, x / scale + zeroPoint));
      return (Math.rint(clamped) - zeroPoint) * scale;
    };
  }

  private static Tensor.Operation floatQuantizer(List<Tensor> in) {
    int mantissaBits = (int) in.get(3).at(0);
    int bias = (int) in.get(4).at(0);
    double greatest = in.get(5).at(0);
    return (x, scale) -> {
      double scaled = x / scale;
      int exponent = Math.max(Math.getExponent(scaled), 1 - bias);
      double step = Math.scalb(1.0, exponent - mantissaBits);
      double rounded = Math.rint(scaled / step) * step;
      return Math.max(-greatest, Math.min(greatest, rounded)) * scale;
    };
  }

  private static Tensor tensor(TensorProto proto) {
    ByteBuffer bytes = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean integers = proto.getDataType() == TensorProto.DataType.INT64.getNumber();
    double[] values = new double[bytes.remaining() / (integers ? Long.BYTES : Float.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = integers ? bytes.getLong() : bytes.getFloat();
    }
    return new Tensor(values, proto.getDimsList().stream().mapToInt(Long::intValue).toArray());
  }
}
