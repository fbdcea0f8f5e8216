package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * The operators of ONNX as its specification defines them, on one vector at a time.
 *
 * @param <T> the numbers
 */
final class Operators<T> {

  private final Field<T> field;
  private final GraphFile graph;
  private final Quantizers<T> quantizers;
  private final Spatial<T> spatial;
  private final Rearranging<T> rearranging;
  private final Resizing<T> resizing;

  Operators(Field<T> field, GraphFile graph) {
    this.field = field;
    this.graph = graph;
    quantizers = new Quantizers<>(field);
    spatial = new Spatial<>(field);
    rearranging = new Rearranging<>(field);
    resizing = new Resizing<>(field, rearranging);
  }

  /**
   * The outputs of a node.
   *
   * @param in its operands; null where one is left out
   * @param sums for MatMul and Gemm, A·B if it is given rather than computed, else null
   */
  Map<String, Tensor<T>> apply(Node node, List<Tensor<T>> in, Tensor<T> sums) {
    if (node.op().equals("TopK")) {
      return topK(node, in);
    }
    return Map.of(node.output(), single(node, in, sums));
  }

  private Tensor<T> single(Node node, List<Tensor<T>> in, Tensor<T> sums) {
    Tensor<T> x = in.isEmpty() ? null : in.get(0);
    return switch (node.op()) {
      case "Identity" -> x;
      case "Add" -> zip(in, field::add);
      case "Sub" -> zip(in, field::subtract);
      case "Mul" -> zip(in, field::multiply);
      case "Div" -> zip(in, field::divide);
      case "Pow" -> zip(in, (a, b) -> field.power(a, field.toDouble(b)));
      case "Relu" -> x.map(v -> field.compare(v, field.of(0)) < 0 ? field.of(0) : v);
      case "MatMul" -> sums != null ? sums : product(x, in.get(1));
      case "Gemm" -> gemm(node, in, sums);
      case "BatchNormalization" -> normalized(node, in);
      case "Conv" -> spatial.convolved(node, in);
      case "MaxPool" -> spatial.maxPooled(node, x);
      case "AveragePool" -> spatial.averagePooled(node, x);
      case "GlobalAveragePool" -> spatial.globallyAveraged(x);
      case "GlobalMaxPool" -> spatial.globalMaximum(x);
      case "DepthToSpace" -> rearranging.depthToSpace(node, x);
      case "Pad" -> rearranging.padded(node, in);
      case "Resize", "Upsample" -> resizing.resized(node, in);
      case "Transpose" -> rearranging.transposed(node, x);
      case "Reshape" -> rearranging.reshaped(node, x, integers(in.get(1)));
      case "Flatten" -> rearranging.flattened(x, (int) node.integer("axis", 1));
      case "Shape" -> vector(Arrays.stream(x.shape()).asLongStream().toArray());
      case "Gather" -> rearranging.gathered(node, in);
      case "Unsqueeze" -> rearranging.unsqueezed(x, axes(node, in));
      case "Squeeze" -> rearranging.squeezed(x, axes(node, in));
      case "Concat" -> rearranging.concatenated(node, in);
      case "Softmax" -> softmax(x);
      case "Quant", "IntQuant" -> quantizers.integer(node, in);
      case "BipolarQuant" -> quantizers.bipolar(in);
      case "QuantizeLinear" ->
          quantizers.linear(in, graph.isSignedByte(node.inputs().get(2)) ? -128 : 0);
      case "DequantizeLinear" -> x.zip(in.get(2), field::subtract).zip(in.get(1), field::multiply);
      case "FloatQuant" -> quantizers.minifloat(node, in);
      default -> throw new IllegalArgumentException("no definition of " + node.op());
    };
  }

  private Tensor<T> zip(List<Tensor<T>> in, BinaryOperator<T> f) {
    return in.get(0).zip(in.get(1), f);
  }

  private Tensor<T> product(Tensor<T> a, Tensor<T> b) {
    return new Tensor<>(new int[] {a.shape()[0], b.shape()[1]}, field.product(a, b));
  }

  private Tensor<T> gemm(Node node, List<Tensor<T>> in, Tensor<T> sums) {
    Tensor<T> y = sums;
    if (y == null) {
      Tensor<T> a = node.integer("transA", 0) == 1 ? in.get(0).transposed(1, 0) : in.get(0);
      Tensor<T> b = node.integer("transB", 0) == 1 ? prepared(in.get(1)) : in.get(1);
      y = product(a, b);
    }
    T alpha = field.of(node.real("alpha", 1));
    y = y.map(v -> field.multiply(alpha, v));
    if (in.size() < 3 || in.get(2) == null) {
      return y;
    }
    T beta = field.of(node.real("beta", 1));
    return y.zip(in.get(2).map(v -> field.multiply(beta, v)), field::add);
  }

  /** The transpose of a constant, computed once. */
  @SuppressWarnings("unchecked")
  private Tensor<T> prepared(Tensor<T> b) {
    if (!(b.prepared() instanceof Tensor)) {
      b.prepare(b.transposed(1, 0));
    }
    return (Tensor<T>) b.prepared();
  }

  /** (x − mean) / √(variance + ε) · scale + bias, the channel being dimension 1. */
  private Tensor<T> normalized(Node node, List<Tensor<T>> in) {
    T epsilon = field.of(node.real("epsilon", 1e-5f));
    int[] stretch = new int[in.get(0).rank() - 1];
    Arrays.fill(stretch, 1);
    stretch[0] = in.get(1).size();
    Tensor<T> variance = in.get(4);
    if (!(variance.prepared() instanceof Tensor)) {
      variance.prepare(variance.map(v -> field.sqrt(field.add(v, epsilon))));
    }
    @SuppressWarnings("unchecked")
    Tensor<T> deviation = (Tensor<T>) variance.prepared();
    return in.get(0)
        .zip(in.get(3).reshaped(stretch), field::subtract)
        .zip(deviation.reshaped(stretch), field::divide)
        .zip(in.get(1).reshaped(stretch), field::multiply)
        .zip(in.get(2).reshaped(stretch), field::add);
  }

  private Tensor<T> softmax(Tensor<T> x) {
    T max = Collections.max(x.values(), field::compare);
    List<Double> powers =
        x.values().stream().map(v -> Math.exp(field.toDouble(field.subtract(v, max)))).toList();
    double sum = powers.stream().mapToDouble(Double::doubleValue).sum();
    return new Tensor<>(x.shape(), powers.stream().map(p -> field.of(p / sum)).toList());
  }

  private Map<String, Tensor<T>> topK(Node node, List<Tensor<T>> in) {
    Tensor<T> x = in.get(0);
    int k = in.size() > 1 ? (int) integers(in.get(1))[0] : (int) node.integer("k", 0);
    List<Integer> order =
        IntStream.range(0, x.size())
            .boxed()
            .sorted((a, b) -> field.compare(x.get(b), x.get(a)))
            .limit(k)
            .toList();
    Map<String, Tensor<T>> out = new HashMap<>();
    int[] shape = {1, k};
    out.put(node.outputs().get(0), new Tensor<>(shape, order.stream().map(x::get).toList()));
    if (node.outputs().size() > 1) {
      List<T> indices = order.stream().map(i -> field.of(i)).toList();
      out.put(node.outputs().get(1), new Tensor<>(shape, indices));
    }
    return out;
  }

  /** The axes, an attribute until version 12 and an operand since; none if neither is there. */
  private long[] axes(Node node, List<Tensor<T>> in) {
    if (node.has("axes")) {
      return node.integers("axes").stream().mapToLong(Long::longValue).toArray();
    }
    return in.size() > 1 ? integers(in.get(1)) : new long[0];
  }

  private long[] integers(Tensor<T> t) {
    return rearranging.integers(t);
  }

  private Tensor<T> vector(long[] values) {
    List<T> list = Arrays.stream(values).mapToObj(v -> field.of(v)).toList();
    return new Tensor<>(new int[] {values.length}, list);
  }
}
