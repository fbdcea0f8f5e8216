package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * ONNX's operators on feature maps of shape [1, channels, spatial dimensions …], as their
 * specification defines them.
 *
 * @param <T> the numbers
 */
final class Spatial<T> {

  private final Field<T> field;

  Spatial(Field<T> field) {
    this.field = field;
  }

  /**
   * Y[m, o] = bias[m] + Σ over the channels c of m's group and the elements k of the window: X[c,
   * position of k at o] · W[m, c, k]; padding is zero.
   */
  Tensor<T> convolved(Node node, List<Tensor<T>> in) {
    Tensor<T> x = in.get(0);
    Tensor<T> w = in.get(1);
    int groups = (int) node.integer("group", 1);
    int perGroup = w.shape()[1];
    int rows = w.shape()[0] / groups;
    if (groups * perGroup != x.shape()[1] || rows * groups != w.shape()[0]) {
      throw new IllegalArgumentException(
          groups
              + " groups of "
              + Arrays.toString(x.shape())
              + " by "
              + Arrays.toString(w.shape()));
    }
    int[] spatial = spatial(x);
    Windows windows = new Windows(node, spatial, spatial(w));
    List<Tensor<T>> matrices = matrices(w, groups);
    List<T> y = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      Tensor<T> patches = patches(x, windows, g * perGroup, perGroup);
      Tensor<T> sums =
          new Tensor<>(
              new int[] {windows.outputs(), rows}, field.product(patches, matrices.get(g)));
      y.addAll(sums.transposed(1, 0).values());
    }
    Tensor<T> out = new Tensor<>(shape(w.shape()[0], windows.out()), y);
    if (in.size() < 3 || in.get(2) == null) {
      return out;
    }
    int[] stretch = new int[out.rank() - 1];
    Arrays.fill(stretch, 1);
    stretch[0] = w.shape()[0];
    return out.zip(in.get(2).reshaped(stretch), field::add);
  }

  /** What each window sees, one per row: channel by channel, element by element. */
  private Tensor<T> patches(Tensor<T> x, Windows windows, int firstChannel, int channels) {
    int area = Tensor.size(spatial(x));
    List<T> values = new ArrayList<>();
    for (int o = 0; o < windows.outputs(); o++) {
      for (int c = firstChannel; c < firstChannel + channels; c++) {
        for (int k = 0; k < windows.size(); k++) {
          int position = windows.position(o, k);
          values.add(position < 0 ? field.of(0) : x.get(c * area + position));
        }
      }
    }
    return new Tensor<>(new int[] {windows.outputs(), channels * windows.size()}, values);
  }

  /** Each group's weights as a matrix with a column per output channel, computed once. */
  @SuppressWarnings("unchecked")
  private List<Tensor<T>> matrices(Tensor<T> w, int groups) {
    if (!(w.prepared() instanceof List)) {
      int rows = w.shape()[0] / groups;
      int columns = w.size() / w.shape()[0];
      List<Tensor<T>> matrices = new ArrayList<>();
      for (int g = 0; g < groups; g++) {
        List<T> part = w.values().subList(g * rows * columns, (g + 1) * rows * columns);
        matrices.add(new Tensor<>(new int[] {rows, columns}, part).transposed(1, 0));
      }
      w.prepare(matrices);
    }
    return (List<Tensor<T>>) w.prepared();
  }

  /** The greatest element of each window; padding is never the greatest. */
  Tensor<T> maxPooled(Node node, Tensor<T> x) {
    return pooled(
        x, windows(node, x), (numbers, counted) -> Collections.max(numbers, field::compare));
  }

  /** The mean of each window, over its elements with or without padding. */
  Tensor<T> averagePooled(Node node, Tensor<T> x) {
    boolean withPads = node.integer("count_include_pad", 0) == 1;
    return pooled(
        x,
        windows(node, x),
        (numbers, counted) -> mean(numbers, withPads ? counted : numbers.size()));
  }

  Tensor<T> globallyAveraged(Tensor<T> x) {
    return global(x, numbers -> mean(numbers, numbers.size()));
  }

  Tensor<T> globalMaximum(Tensor<T> x) {
    return global(x, numbers -> Collections.max(numbers, field::compare));
  }

  private T mean(List<T> numbers, int count) {
    return field.divide(numbers.stream().reduce(field.of(0), field::add), field.of(count));
  }

  private Tensor<T> global(Tensor<T> x, Function<List<T>, T> f) {
    int area = Tensor.size(spatial(x));
    int[] shape = new int[x.rank()];
    Arrays.fill(shape, 1);
    shape[1] = x.shape()[1];
    List<T> y = new ArrayList<>();
    for (int c = 0; c < shape[1]; c++) {
      y.add(f.apply(x.values().subList(c * area, (c + 1) * area)));
    }
    return new Tensor<>(shape, y);
  }

  private Windows windows(Node node, Tensor<T> x) {
    int[] kernel = node.integers("kernel_shape").stream().mapToInt(Math::toIntExact).toArray();
    return new Windows(node, spatial(x), kernel);
  }

  /** A number made of a window's elements and of how many of them lie in the input or its pads. */
  private interface Pooling<T> {
    T of(List<T> numbers, int counted);
  }

  private Tensor<T> pooled(Tensor<T> x, Windows windows, Pooling<T> pooling) {
    int area = Tensor.size(spatial(x));
    List<T> y = new ArrayList<>();
    for (int c = 0; c < x.shape()[1]; c++) {
      for (int o = 0; o < windows.outputs(); o++) {
        List<T> numbers = new ArrayList<>();
        int counted = 0;
        for (int k = 0; k < windows.size(); k++) {
          int position = windows.position(o, k);
          counted += windows.isWithinPads(o, k) ? 1 : 0;
          if (position >= 0) {
            numbers.add(x.get(c * area + position));
          }
        }
        y.add(pooling.of(numbers, counted));
      }
    }
    return new Tensor<>(shape(x.shape()[1], windows.out()), y);
  }

  private static int[] spatial(Tensor<?> t) {
    return Arrays.copyOfRange(t.shape(), 2, t.rank());
  }

  private static int[] shape(int channels, int[] spatial) {
    int[] shape = new int[spatial.length + 2];
    shape[0] = 1;
    shape[1] = channels;
    System.arraycopy(spatial, 0, shape, 2, spatial.length);
    return shape;
  }
}
