package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * ONNX's operators that move elements and compute nothing, as their specification defines them.
 *
 * @param <T> the numbers
 */
final class Rearranging<T> {

  private final Field<T> field;

  Rearranging(Field<T> field) {
    this.field = field;
  }

  Tensor<T> transposed(Node node, Tensor<T> x) {
    int[] order =
        node.has("perm")
            ? node.integers("perm").stream().mapToInt(Long::intValue).toArray()
            : IntStream.range(0, x.rank()).map(d -> x.rank() - 1 - d).toArray();
    return x.transposed(order);
  }

  Tensor<T> reshaped(Node node, Tensor<T> x, long[] wanted) {
    boolean zeroIsZero = node.integer("allowzero", 0) == 1;
    int[] shape = new int[wanted.length];
    int free = -1;
    int size = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = wanted[d] == 0 && !zeroIsZero ? x.shape()[d] : (int) wanted[d];
      if (shape[d] < 0) {
        free = d;
      } else {
        size *= shape[d];
      }
    }
    if (free >= 0) {
      shape[free] = x.size() / size;
    }
    return x.reshaped(shape);
  }

  Tensor<T> flattened(Tensor<T> x, int axis) {
    int a = axis < 0 ? axis + x.rank() : axis;
    int outer = Tensor.size(Arrays.copyOf(x.shape(), a));
    return x.reshaped(outer, x.size() / outer);
  }

  Tensor<T> gathered(Node node, List<Tensor<T>> in) {
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

  Tensor<T> unsqueezed(Tensor<T> x, long[] axes) {
    List<Integer> shape = new ArrayList<>(Arrays.stream(x.shape()).boxed().toList());
    int rank = x.rank() + axes.length;
    Arrays.stream(axes)
        .mapToInt(a -> (int) (a < 0 ? a + rank : a))
        .sorted()
        .forEach(a -> shape.add(a, 1));
    return x.reshaped(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Without the named dimensions of one, or without any of one if none are named. */
  Tensor<T> squeezed(Tensor<T> x, long[] axes) {
    int[] shape = x.shape();
    boolean[] gone = new boolean[shape.length];
    for (long axis : axes) {
      gone[(int) (axis < 0 ? axis + shape.length : axis)] = true;
    }
    return x.reshaped(
        IntStream.range(0, shape.length)
            .filter(d -> axes.length == 0 ? shape[d] != 1 : !gone[d])
            .map(d -> shape[d])
            .toArray());
  }

  Tensor<T> concatenated(Node node, List<Tensor<T>> in) {
    int[] shape = in.get(0).shape();
    int axis = (int) node.integer("axis", 0);
    int a = axis < 0 ? axis + shape.length : axis;
    shape[a] = in.stream().mapToInt(t -> t.shape()[a]).sum();
    int outer = Tensor.size(Arrays.copyOf(shape, a));
    List<T> all = new ArrayList<>();
    for (int i = 0; i < outer; i++) {
      for (Tensor<T> t : in) {
        int part = t.size() / outer;
        all.addAll(t.values().subList(i * part, (i + 1) * part));
      }
    }
    return new Tensor<>(shape, all);
  }

  /** With b = block size: channel (i·b + j)·C + c, or c·b² + i·b + j, goes to pixel (i, j). */
  Tensor<T> depthToSpace(Node node, Tensor<T> x) {
    int b = (int) node.integer("blocksize", 0);
    int[] s = x.shape();
    int channels = s[1] / (b * b);
    Tensor<T> blocks =
        switch (node.text("mode", "DCR")) {
          case "DCR" -> x.reshaped(s[0], b, b, channels, s[2], s[3]).transposed(0, 3, 4, 1, 5, 2);
          case "CRD" -> x.reshaped(s[0], channels, b, b, s[2], s[3]).transposed(0, 1, 4, 2, 5, 3);
          default -> throw new IllegalArgumentException("DepthToSpace " + node.text("mode", ""));
        };
    return blocks.reshaped(s[0], channels, s[2] * b, s[3] * b);
  }

  /** A constant around the tensor; a negative width crops. */
  Tensor<T> padded(Node node, List<Tensor<T>> in) {
    if (!node.text("mode", "constant").equals("constant") || in.size() > 3) {
      throw new IllegalArgumentException("Pad with a constant on all axes only");
    }
    Tensor<T> x = in.get(0);
    long[] pads =
        in.size() > 1
            ? integers(in.get(1))
            : node.integers("pads").stream().mapToLong(Long::longValue).toArray();
    T fill =
        in.size() > 2 && in.get(2) != null ? in.get(2).get(0) : field.of(node.real("value", 0));
    int rank = x.rank();
    int[] shape = x.shape();
    int[] out = shape.clone();
    for (int d = 0; d < rank; d++) {
      out[d] += (int) (pads[d] + pads[rank + d]);
    }
    return made(
        out,
        index -> {
          int flat = 0;
          for (int d = 0; d < rank; d++) {
            long i = index[d] - pads[d];
            if (i < 0 || i >= shape[d]) {
              return fill;
            }
            flat = flat * shape[d] + (int) i;
          }
          return x.get(flat);
        });
  }

  /** The element for each index, the last dimension fastest. */
  Tensor<T> made(int[] shape, Function<int[], T> element) {
    List<T> values = new ArrayList<>();
    int[] index = new int[shape.length];
    for (int flat = 0; flat < Tensor.size(shape); flat++) {
      int rest = flat;
      for (int d = shape.length - 1; d >= 0; d--) {
        index[d] = rest % shape[d];
        rest /= shape[d];
      }
      values.add(element.apply(index));
    }
    return new Tensor<>(shape, values);
  }

  long[] integers(Tensor<T> t) {
    return t.values().stream().mapToLong(v -> (long) field.toDouble(v)).toArray();
  }
}
