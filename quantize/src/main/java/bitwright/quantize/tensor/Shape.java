package bitwright.quantize.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A static shape; the scalar has no dimension.
 *
 * @param dims dimensions, each at least 0, whose product fits in an int
 */
public record Shape(List<Integer> dims) {

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(List.of());

  /** Checks that the size fits in an int. */
  public Shape {
    dims = List.copyOf(dims);
    dims.stream().reduce(1, Math::multiplyExact);
  }

  /** A shape. */
  public static Shape of(int... dims) {
    List<Integer> list = new ArrayList<>();
    for (int d : dims) {
      list.add(d);
    }
    return new Shape(list);
  }

  /** A shape, or nothing if a dimension is negative or the size does not fit in an int. */
  public static Optional<Shape> checked(List<Long> dims) {
    long size = 1;
    boolean empty = dims.contains(0L);
    for (long d : dims) {
      if (d < 0 || d > Integer.MAX_VALUE || !empty && (size *= d) > Integer.MAX_VALUE) {
        return Optional.empty();
      }
    }
    if (empty && dims.stream().anyMatch(d -> d > 1 << 16)) {
      return Optional.empty();
    }
    return Optional.of(new Shape(dims.stream().map(Math::toIntExact).toList()));
  }

  /** The number of dimensions. */
  public int rank() {
    return dims.size();
  }

  /** One dimension. */
  public int dim(int axis) {
    return dims.get(axis);
  }

  /** The number of elements. */
  public int size() {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  /** The distance in elements between neighbours along each axis. */
  public int[] strides() {
    int[] strides = new int[rank()];
    int stride = 1;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dim(axis);
    }
    return strides;
  }

  /** Whether the list is a permutation of the axes. */
  public boolean isPermutation(List<Long> axes) {
    return axes.size() == rank()
        && axes.stream().distinct().count() == rank()
        && axes.stream().allMatch(a -> a >= 0 && a < rank());
  }

  /** The shape with axis i taken from axis {@code permutation[i]}. */
  public Shape permuted(int[] permutation) {
    List<Integer> permuted = new ArrayList<>();
    for (int axis : permutation) {
      permuted.add(dim(axis));
    }
    return new Shape(permuted);
  }

  /** For every element once axes are permuted, the position where it was. */
  public int[] permutedPositions(int[] permutation) {
    Shape to = permuted(permutation);
    int[] strides = strides();
    int[] positions = new int[to.size()];
    int[] index = new int[to.rank()];
    for (int i = 0; i < positions.length; i++) {
      int position = 0;
      for (int axis = 0; axis < index.length; axis++) {
        position += index[axis] * strides[permutation[axis]];
      }
      positions[i] = position;
      to.increment(index);
    }
    return positions;
  }

  /** Steps a multi-dimensional index to its row-major successor, in place. */
  public void increment(int[] index) {
    for (int axis = rank() - 1; axis >= 0; axis--) {
      if (++index[axis] < dim(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  /**
   * The shape that both broadcast to by NumPy's rules; nothing if they do not fit or the result is
   * larger than an int.
   */
  public Optional<Shape> broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    List<Long> result = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int a = aligned(i, rank);
      int b = other.aligned(i, rank);
      if (a != b && a != 1 && b != 1) {
        return Optional.empty();
      }
      result.add((long) (a == 1 ? b : a));
    }
    return checked(result);
  }

  /** The dimension at a position once the shape is padded with ones in front to a rank. */
  public int aligned(int position, int rank) {
    int axis = position - (rank - rank());
    return axis < 0 ? 1 : dim(axis);
  }

  /**
   * For every element of a target shape that this shape broadcasts to, the position of the element
   * of this shape.
   */
  public int[] broadcastPositions(Shape target) {
    int[] strides = strides();
    int[] step = new int[target.rank()];
    for (int i = 0; i < step.length; i++) {
      int axis = i - (target.rank() - rank());
      step[i] = axis < 0 || dim(axis) == 1 ? 0 : strides[axis];
    }
    int[] positions = new int[target.size()];
    int[] index = new int[target.rank()];
    for (int i = 0; i < positions.length; i++) {
      int position = 0;
      for (int axis = 0; axis < step.length; axis++) {
        position += index[axis] * step[axis];
      }
      positions[i] = position;
      target.increment(index);
    }
    return positions;
  }

  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
