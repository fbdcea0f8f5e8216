package bitwright.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Numbers in a box, the last dimension fastest.
 *
 * @param <T> a number
 */
final class Tensor<T> {

  private final int[] shape;
  private final List<T> values;

  /** What a field wants to remember about a constant operand. */
  private volatile Object prepared;

  Tensor(int[] shape, List<T> values) {
    this.shape = shape.clone();
    this.values = Collections.unmodifiableList(values);
    if (size(shape) != values.size()) {
      throw new IllegalArgumentException(Arrays.toString(shape) + " of " + values.size());
    }
  }

  static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  int[] shape() {
    return shape.clone();
  }

  int rank() {
    return shape.length;
  }

  int size() {
    return values.size();
  }

  List<T> values() {
    return values;
  }

  T get(int index) {
    return values.get(index);
  }

  Object prepared() {
    return prepared;
  }

  void prepare(Object form) {
    prepared = form;
  }

  Tensor<T> reshaped(int... to) {
    return new Tensor<>(to, values);
  }

  Tensor<T> map(UnaryOperator<T> f) {
    return new Tensor<>(shape, values.stream().map(f).toList());
  }

  /** f of corresponding elements, with the broadcasting rules of NumPy. */
  Tensor<T> zip(Tensor<T> other, BinaryOperator<T> f) {
    int[] out = broadcast(shape, other.shape);
    int n = size(out);
    List<T> result = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      result.add(f.apply(at(out, i), other.at(out, i)));
    }
    return new Tensor<>(out, result);
  }

  /** The element that this tensor, stretched to a shape, has at a flat index of it. */
  T at(int[] out, int flat) {
    if (values.size() == 1) {
      return values.get(0);
    }
    int index = 0;
    int stride = 1;
    int rest = flat;
    for (int d = out.length - 1; d >= 0; d--) {
      int position = rest % out[d];
      rest /= out[d];
      int own = d - (out.length - shape.length);
      if (own >= 0) {
        index += shape[own] == 1 ? 0 : position * stride;
        stride *= shape[own];
      }
    }
    return values.get(index);
  }

  private static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] out = new int[rank];
    for (int d = 1; d <= rank; d++) {
      int x = d <= a.length ? a[a.length - d] : 1;
      int y = d <= b.length ? b[b.length - d] : 1;
      if (x != y && x != 1 && y != 1) {
        throw new IllegalArgumentException(Arrays.toString(a) + " with " + Arrays.toString(b));
      }
      out[rank - d] = x == 1 ? y : x;
    }
    return out;
  }

  /** The tensor with its dimensions in another order. */
  Tensor<T> transposed(int... order) {
    int[] out = new int[shape.length];
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    for (int d = 0; d < out.length; d++) {
      out[d] = shape[order[d]];
    }
    List<T> result = new ArrayList<>(values.size());
    for (int flat = 0; flat < values.size(); flat++) {
      int rest = flat;
      int index = 0;
      for (int d = out.length - 1; d >= 0; d--) {
        index += rest % out[d] * strides[order[d]];
        rest /= out[d];
      }
      result.add(values.get(index));
    }
    return new Tensor<>(out, result);
  }
}
