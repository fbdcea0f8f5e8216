package bitwright.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.quantize.writer.QonnxBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A chain of integer layers as ONNX Runtime computes it best: {@code QLinearConv}, {@code QGemm},
 * {@code MaxPool} on bytes, on one thread.
 *
 * <p>Scales and biases are read off the step functions, whose steps are evenly spaced for uniform
 * quantizers. The runtime rounds them to float32 and int32, so a code on the edge of a step may
 * differ; classes agree but for such cases.
 */
final class RuntimeNetwork implements AutoCloseable {

  private static final String MICROSOFT = "com.microsoft";

  private final Network network;
  private final QonnxBuilder graph = new QonnxBuilder();
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private String zero;
  private String one;

  RuntimeNetwork(Network network) throws OrtException {
    this.network = network;
    build();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(bytes(), options);
    }
  }

  private byte[] bytes() {
    var model = graph.opset(13).model().toBuilder();
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1));
    return model.build().toByteArray();
  }

  private void build() {
    MapShape map = network.inputMap();
    zero = bytes("zero", DataType.UINT8, new byte[1]);
    one = graph.scalar("one", 1);
    String most = bytes("most", DataType.UINT8, new byte[] {(byte) most(network.input().format())});
    float[] steps = network.input().thresholds(0);
    String scale = graph.scalar("scale", (steps[steps.length - 1] - steps[0]) / (steps.length - 1));
    String x = graph.input("x", -1, map.channels(), map.height(), map.width());
    x = graph.node("QuantizeLinear", "quantize", List.of(x, scale, zero));
    x = graph.node("Clip", "clip", List.of(x, zero, most));
    for (Layer layer : network.layers()) {
      if (layer instanceof ConvLayer conv) {
        x = conv(conv, x);
      } else if (layer instanceof PoolLayer pool) {
        x = pool(pool, x);
      } else if (layer instanceof DenseLayer dense) {
        if (map.pixels() > 1) {
          x = graph.node("Flatten", dense.name() + "_flat", List.of(x));
        }
        x = dense(dense, map, x);
      } else {
        throw new IllegalArgumentException(layer.name() + " is no layer of a plain chain");
      }
      map = layer.outputShape();
    }
    graph.output(x, -1, map.channels());
  }

  private static int most(Format format) {
    return format.levels().max().intValueExact();
  }

  private String conv(ConvLayer layer, String x) {
    Affine affine = new Affine(layer.requantizer().orElseThrow(), layer.accumulatorRange());
    WeightMatrix weights = layer.weights();
    Window w = layer.patches().window();
    int channels = layer.patches().input().channels() / layer.groups();
    byte[] values = new byte[weights.rows() * weights.columns()];
    for (int r = 0; r < weights.rows(); r++) {
      for (int k = 0; k < weights.columns(); k++) {
        int to = (r * channels + k % channels) * w.positions() + k / channels;
        values[to] = affine.weight(weights, r, k);
      }
    }
    String name = layer.name();
    String codes =
        bytes(
            name + "_w",
            DataType.INT8,
            values,
            weights.rows(),
            channels,
            w.kernelHeight(),
            w.kernelWidth());
    List<String> inputs = new ArrayList<>(List.of(x, one, zero, codes));
    inputs.addAll(affine.scales(name));
    inputs.addAll(List.of(one, zero, affine.biases(name)));
    String y =
        graph.node(
            "QLinearConv",
            name,
            inputs,
            QonnxBuilder.attribute(
                "strides", List.of((long) w.strideHeight(), w.strideWidth() + 0L)),
            QonnxBuilder.attribute("group", layer.groups()),
            QonnxBuilder.attribute(
                "pads",
                List.of(
                    (long) w.padTop(),
                    (long) w.padLeft(),
                    (long) w.padBottom(),
                    (long) w.padRight())));
    return clipped(name, y, layer.requantizer().orElseThrow());
  }

  private String clipped(String name, String y, Requantizer requantizer) {
    String most =
        bytes(name + "_most", DataType.UINT8, new byte[] {(byte) most(requantizer.output())});
    return graph.node("Clip", name + "_clip", List.of(y, zero, most));
  }

  private String pool(PoolLayer layer, String x) {
    Window w = layer.patches().window();
    return graph.node(
        "MaxPool",
        layer.name(),
        List.of(x),
        QonnxBuilder.attribute(
            "kernel_shape", List.of((long) w.kernelHeight(), (long) w.kernelWidth())),
        QonnxBuilder.attribute("strides", List.of((long) w.strideHeight(), w.strideWidth() + 0L)));
  }

  private String dense(DenseLayer layer, MapShape map, String x) {
    Affine affine =
        layer
            .requantizer()
            .map(q -> new Affine(q, layer.accumulatorRange()))
            .orElseGet(() -> new Affine(layer.rows()));
    WeightMatrix weights = layer.weights();
    byte[] values = new byte[weights.rows() * weights.columns()];
    for (int r = 0; r < weights.rows(); r++) {
      for (int k = 0; k < weights.columns(); k++) {
        values[r * weights.columns() + map.tensorIndex(k)] = affine.weight(weights, r, k);
      }
    }
    String name = layer.name();
    String codes = bytes(name + "_w", DataType.INT8, values, weights.rows(), weights.columns());
    List<String> inputs = new ArrayList<>(List.of(x, one, zero, codes));
    inputs.addAll(affine.scales(name));
    inputs.add(affine.biases(name));
    AttributeProto transposed = QonnxBuilder.attribute("transB", 1);
    if (layer.requantizer().isEmpty()) {
      return graph.node(MICROSOFT, "QGemm", name, inputs, transposed);
    }
    inputs.addAll(List.of(one, zero));
    String y = graph.node(MICROSOFT, "QGemm", name, inputs, transposed);
    return clipped(name, y, layer.requantizer().orElseThrow());
  }

  /** Classes of a batch of inputs {@code [vectors, features]}. */
  int[] classes(float[] inputs) {
    MapShape map = network.inputMap();
    int vectors = inputs.length / map.elements();
    long[] shape = {vectors, map.channels(), map.height(), map.width()};
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs), shape);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      float[][] y = (float[][]) result.get(0).getValue();
      int[] classes = new int[vectors];
      for (int v = 0; v < vectors; v++) {
        double[] sums = new double[y[v].length];
        for (int c = 0; c < sums.length; c++) {
          sums[c] = y[v][c];
        }
        classes[v] = network.head().argMax(sums);
      }
      return classes;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private String bytes(String name, DataType type, byte[] values, long... dims) {
    return graph.raw(name, type.getNumber(), values, dims);
  }

  /** What a requantizer does to a sum before it rounds: {@code factor · (sum + bias)}. */
  private final class Affine {
    private final double[] factor;
    private final int[] bias;

    Affine(Requantizer requantizer, IntegerRange sums) {
      int rows = requantizer.channels().size();
      factor = new double[rows];
      bias = new int[rows];
      for (int r = 0; r < rows; r++) {
        StepFunction steps = requantizer.channels().get(r);
        // Thresholds at the ends of the range stand for any beyond.
        int[] inside =
            IntStream.range(0, steps.count())
                .filter(k -> steps.threshold(k).compareTo(sums.min()) > 0)
                .filter(k -> steps.threshold(k).compareTo(sums.max()) <= 0)
                .toArray();
        int low = inside.length == 0 ? 0 : inside[0];
        int high = inside.length == 0 ? steps.count() - 1 : inside[inside.length - 1];
        double first = steps.threshold(low).doubleValue() - 0.5;
        double last = steps.threshold(high).doubleValue() - 0.5;
        double step = Math.max((last - first) / Math.max(1, high - low), 1e-3);
        boolean falls = steps.falling();
        factor[r] = (falls ? -1 : 1) / step;
        double edge = falls ? -last : first;
        int below = falls ? steps.count() - 1 - high : low;
        bias[r] = (int) Math.round((below + 0.5) * step - edge);
      }
    }

    /** Nothing: the sums leave. */
    Affine(int rows) {
      factor = new double[rows];
      Arrays.fill(factor, 1);
      bias = new int[rows];
    }

    byte weight(WeightMatrix weights, int row, int column) {
      int image = weights.format().image(weights.code(row, column)).intValueExact();
      return (byte) (factor[row] < 0 ? -image : image);
    }

    /** Scales and zero points of the weights, per row. */
    List<String> scales(String name) {
      float[] scales = new float[factor.length];
      for (int r = 0; r < scales.length; r++) {
        scales[r] = (float) Math.abs(factor[r]);
      }
      return List.of(
          graph.floats(name + "_s", scales, scales.length),
          bytes(name + "_z", DataType.INT8, new byte[scales.length], scales.length));
    }

    String biases(String name) {
      ByteBuffer buffer =
          ByteBuffer.allocate(Integer.BYTES * bias.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int b : bias) {
        buffer.putInt(b);
      }
      return bytes(name + "_b", DataType.INT32, buffer.array(), bias.length);
    }
  }
}
