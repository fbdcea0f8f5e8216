package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.ArrayList;
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

  Operators(Field<T> field, GraphFile graph) {
    this.field = field;
    this.graph = graph;
    quantizers = new Quantizers<>(field);
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
      case "Transpose" -> transposed(node, x);
      case "Reshape" -> x.reshaped(target(x, integers(in.get(1))));
      case "Flatten" -> flattened(x, (int) node.integer("axis", 1));
      case "Shape" -> vector(Arrays.stream(x.shape()).asLongStream().toArray());
      case "Gather" -> gathered(node, in);
      case "Unsqueeze" -> unsqueezed(x, node.has("axes") ? node.integers("axes") : axes(in));
      case "Concat" -> concatenated(in);
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

  private Tensor<T> transposed(Node node, Tensor<T> x) {
    int[] order =
        node.has("perm")
            ? node.integers("perm").stream().mapToInt(Long::intValue).toArray()
            : IntStream.range(0, x.rank()).map(d -> x.rank() - 1 - d).toArray();
    return x.transposed(order);
  }

  private int[] target(Tensor<T> x, long[] wanted) {
    int[] shape = new int[wanted.length];
    int free = -1;
    int size = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = wanted[d] == 0 ? x.shape()[d] : (int) wanted[d];
      if (shape[d] < 0) {
        free = d;
      } else {
        size *= shape[d];
      }
    }
    if (free >= 0) {
      shape[free] = x.size() / size;
    }
    return shape;
  }

  private Tensor<T> flattened(Tensor<T> x, int axis) {
    int a = axis < 0 ? axis + x.rank() : axis;
    int outer = Tensor.size(Arrays.copyOf(x.shape(), a));
    return x.reshaped(outer, x.size() / outer);
  }

  private Tensor<T> gathered(Node node, List<Tensor<T>> in) {
    if (node.integer("axis", 0) != 0 || in.get(0).rank() != 1) {
      throw new IllegalArgumentException("Gather picks from shapes");
    }
    Tensor<T> x = in.get(0);
    return in.get(1)
        .map(
            i -> {
              int index = (int) field.toDouble(i);
              return x.get(index < 0 ? index + x.size() : index);
            });
  }

  private Tensor<T> unsqueezed(Tensor<T> x, List<Long> axes) {
    List<Integer> shape = new ArrayList<>(Arrays.stream(x.shape()).boxed().toList());
    int rank = x.rank() + axes.size();
    axes.stream().map(a -> (int) (a < 0 ? a + rank : a)).sorted().forEach(a -> shape.add(a, 1));
    return x.reshaped(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private List<Long> axes(List<Tensor<T>> in) {
    return Arrays.stream(integers(in.get(1))).boxed().toList();
  }

  private Tensor<T> concatenated(List<Tensor<T>> in) {
    List<T> all = new ArrayList<>();
    for (Tensor<T> t : in) {
      if (t.rank() != 1) {
        throw new IllegalArgumentException("Concat joins shapes");
      }
      all.addAll(t.values());
    }
    return new Tensor<>(new int[] {all.size()}, all);
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

  private long[] integers(Tensor<T> t) {
    return t.values().stream().mapToLong(v -> (long) field.toDouble(v)).toArray();
  }

  private Tensor<T> vector(long[] values) {
    List<T> list = Arrays.stream(values).mapToObj(v -> field.of(v)).toList();
    return new Tensor<>(new int[] {values.length}, list);
  }
}
