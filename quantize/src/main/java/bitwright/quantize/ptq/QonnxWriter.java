package bitwright.quantize.ptq;

import static bitwright.quantize.writer.QonnxBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import bitwright.quantize.real.Affine;
import bitwright.quantize.real.AveragePool;
import bitwright.quantize.real.Clamp;
import bitwright.quantize.real.Concat;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.MaxPool;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import bitwright.quantize.real.Sum;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a quantized network as QONNX: every quantizer a node of its own, weights as the real
 * numbers on their grid, with their quantizer behind them.
 *
 * <p>Formats that QONNX has no quantizer for (powers of two) are written as grid values and a
 * {@code Mul} by their scale behind the product. Equal networks give equal bytes.
 */
public final class QonnxWriter {

  private final QuantizedNetwork quantized;
  private final RealNetwork network;
  private final QonnxBuilder builder = new QonnxBuilder();
  private final List<String> tensors = new ArrayList<>();

  private QonnxWriter(QuantizedNetwork quantized) {
    this.quantized = quantized;
    this.network = quantized.network();
  }

  /** The bytes of the model file. */
  public static byte[] write(QuantizedNetwork quantized) {
    return new QonnxWriter(quantized).bytes();
  }

  private byte[] bytes() {
    long[] dims = new long[network.inputDims().size() + 1];
    dims[0] = 1;
    for (int i = 1; i < dims.length; i++) {
      dims[i] = network.inputDims().get(i - 1);
    }
    tensors.add(quantize(RealNetwork.INPUT, "input", builder.input(network.inputName(), dims)));
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      tensors.add(quantize(i, node.name(), node(i, node)));
    }
    String last = tensors.get(tensors.size() - 1);
    if (network.softmax()) {
      last = builder.node("Softmax", "softmax", List.of(last), attribute("axis", 1));
    }
    builder.output(last, outputDims());
    return builder.bytes();
  }

  private long[] outputDims() {
    MapShape output = network.output();
    return output.pixels() == 1
        ? new long[] {1, output.channels()}
        : new long[] {1, output.channels(), output.height(), output.width()};
  }

  private String tensor(int node) {
    return tensors.get(node - RealNetwork.INPUT);
  }

  private String node(int at, RealNode node) {
    List<String> inputs = node.inputs().stream().map(this::tensor).toList();
    String x = inputs.get(0);
    String name = node.name();
    if (node.operator() instanceof Linear linear) {
      return linear(at, name, x, linear);
    }
    if (node.operator() instanceof Affine affine) {
      return affine(name, x, affine, dimsPerChannel(node.output()));
    }
    if (node.operator() instanceof Clamp clamp) {
      return clamp(name, x, clamp);
    }
    if (node.operator() instanceof MaxPool pool) {
      return builder.node("MaxPool", name, List.of(x), window(pool.window()));
    }
    if (node.operator() instanceof AveragePool pool) {
      List<AttributeProto> attributes = new ArrayList<>(List.of(window(pool.window())));
      attributes.add(attribute("count_include_pad", 1));
      return builder.node(
          "AveragePool", name, List.of(x), attributes.toArray(AttributeProto[]::new));
    }
    if (node.operator() instanceof Sum) {
      return sum(name, inputs);
    }
    if (node.operator() instanceof Concat) {
      return builder.node("Concat", name, inputs, attribute("axis", 1));
    }
    throw new IllegalArgumentException("no QONNX for " + node.operator());
  }

  private String sum(String name, List<String> inputs) {
    String sum = inputs.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      String part = i == inputs.size() - 1 ? name : name + "_" + i;
      sum = builder.node("Add", part, List.of(sum, inputs.get(i)));
    }
    return sum;
  }

  private String clamp(String name, String x, Clamp clamp) {
    if (clamp.equals(Clamp.RELU)) {
      return builder.node("Relu", name, List.of(x));
    }
    List<String> inputs = new ArrayList<>(List.of(x));
    inputs.add(
        Double.isInfinite(clamp.low()) ? "" : builder.scalar(name + "_min", (float) clamp.low()));
    if (!Double.isInfinite(clamp.high())) {
      inputs.add(builder.scalar(name + "_max", (float) clamp.high()));
    }
    return builder.node("Clip", name, inputs);
  }

  private String linear(int at, String name, String x, Linear linear) {
    MapShape input = network.inputShapes(at).get(0);
    boolean dense = linear.isDense(input);
    String features = x;
    if (dense && (input.pixels() > 1 || network.inputDims().size() > 1)) {
      features = builder.node("Flatten", name + "_flatten", List.of(x), attribute("axis", 1));
    }
    QuantizedWeights weights = quantized.weights().get(at);
    boolean named = weights != null && !WritableFormats.hasQuantizer(weights.grid().format());
    String w = weights(name, linear, weights, dense ? new long[0] : kernel(input, linear), named);
    float[] bias = floats(linear.bias());
    List<String> inputs = new ArrayList<>(List.of(features, w));
    if (!named) {
      inputs.add(builder.floats(name + "_bias", bias, bias.length));
    }
    String y =
        dense
            ? builder.node("Gemm", name, inputs, attribute("transB", 1))
            : builder.node("Conv", name, inputs, conv(linear));
    if (!named) {
      return y;
    }
    double[] factors = new double[linear.rows()];
    Arrays.setAll(factors, weights::scale);
    long[] dims = dense ? new long[] {1, linear.rows()} : dimsPerChannel(network.shape(at));
    return affine(name + "_scale", y, new Affine(factors, linear.bias()), dims);
  }

  private String weights(
      String name, Linear linear, QuantizedWeights weights, long[] kernel, boolean named) {
    int rows = linear.rows();
    long[] dims = new long[kernel.length == 0 ? 2 : kernel.length + 1];
    dims[0] = rows;
    if (kernel.length == 0) {
      dims[1] = linear.columns();
    } else {
      System.arraycopy(kernel, 0, dims, 1, kernel.length);
    }
    float[] values = new float[rows * linear.columns()];
    double[][] real = linear.weights();
    for (int i = 0; i < values.length; i++) {
      int row = i / linear.columns();
      int column = i % linear.columns();
      values[i] =
          (float) (named ? weights.grid().value(weights.ranks()[row][column]) : real[row][column]);
    }
    String w = builder.floats(name + "_weight", values, dims);
    if (weights == null || named) {
      return w;
    }
    float[] scales = weights.scales();
    long[] scaleDims = new long[dims.length];
    Arrays.fill(scaleDims, 1);
    scaleDims[0] = rows;
    String scale =
        scales.length == 1
            ? builder.scalar(name + "_weight_scale", scales[0])
            : builder.floats(name + "_weight_scale", scales, scaleDims);
    return quantizer(name + "_weight_quant", w, scale, weights.grid().format());
  }

  private static long[] kernel(MapShape input, Linear linear) {
    return new long[] {
      input.channels() / linear.groups(),
      linear.window().kernelHeight(),
      linear.window().kernelWidth()
    };
  }

  private String affine(String name, String x, Affine affine, long[] dims) {
    String factor = builder.floats(name + "_factor", floats(affine.factor()), dims);
    String offset = builder.floats(name + "_offset", floats(affine.offset()), dims);
    String scaled = builder.node("Mul", name + "_mul", List.of(x, factor));
    return builder.node("Add", name + "_add", List.of(scaled, offset));
  }

  private long[] dimsPerChannel(MapShape map) {
    return map.pixels() == 1 && network.inputDims().size() == 1
        ? new long[] {1, map.channels()}
        : new long[] {1, map.channels(), 1, 1};
  }

  private String quantize(int node, String name, String x) {
    ActivationQuantizer quantizer = quantized.activations().get(node);
    if (quantizer == null) {
      return x;
    }
    String scale = builder.scalar(name + "_scale", quantizer.scale());
    return quantizer(name + "_quant", x, scale, quantizer.grid().format());
  }

  private String quantizer(String name, String x, String scale, Format format) {
    if (format instanceof IntegerFormat integer) {
      return builder.quant(name, x, scale, integer.bits(), integer.signed(), integer.narrow());
    }
    if (format instanceof MinifloatFormat minifloat) {
      Grid grid = new Grid(format);
      return builder.floatQuant(
          name,
          x,
          scale,
          minifloat.exponentBits(),
          minifloat.mantissaBits(),
          minifloat.bias(),
          (float) grid.greatest(),
          minifloat.signed());
    }
    WritableFormats.requireQuantizer(format);
    return builder.bipolar(name, x, scale);
  }

  private static AttributeProto[] conv(Linear linear) {
    List<AttributeProto> attributes = new ArrayList<>(List.of(window(linear.window())));
    if (linear.groups() > 1) {
      attributes.add(attribute("group", linear.groups()));
    }
    return attributes.toArray(AttributeProto[]::new);
  }

  private static AttributeProto[] window(Window w) {
    return new AttributeProto[] {
      attribute("kernel_shape", List.of((long) w.kernelHeight(), (long) w.kernelWidth())),
      attribute("strides", List.of((long) w.strideHeight(), (long) w.strideWidth())),
      attribute(
          "pads",
          List.of(
              (long) w.padTop(), (long) w.padLeft(), (long) w.padBottom(), (long) w.padRight())),
      attribute("dilations", List.of((long) w.dilationHeight(), (long) w.dilationWidth()))
    };
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
