package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.DimVector;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dims;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Known;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Changes of shape: {@code Reshape}, {@code Flatten}, {@code Squeeze}, {@code Unsqueeze}, {@code
 * Transpose}.
 *
 * <p>The first axis of a signal is the batch, whose size is free; it must stay the first. A change
 * of shape that keeps the row-major order of one image's features changes nothing else; a
 * transposition is remembered until a layer takes the features in the order it needs.
 */
final class ShapeOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "Reshape", ShapeOperators::reshape,
          "Flatten", ShapeOperators::flatten,
          "Squeeze", ShapeOperators::squeeze,
          "Unsqueeze", ShapeOperators::unsqueeze,
          "Transpose", ShapeOperators::transpose);

  private ShapeOperators() {}

  private static void reshape(Node node, Scope scope) {
    node.allowAttributes("allowzero");
    boolean allowZero = node.attributes().flag("allowzero", false);
    Value data = scope.anyInput(node, 0);
    List<Long> target = scope.dims(node, 1, "shape").elements();
    if (data instanceof Known known) {
      Shape shape = known.constant().shape();
      List<Long> from = shape.dims().stream().map(Integer::longValue).toList();
      Shape to = resolved(node, from, target, allowZero, shape.size());
      scope.define(node, 0, new Known(known.constant().reshaped(to)));
      return;
    }
    if (data instanceof Dims) {
      throw node.refuse("reshapes a vector of sizes; use Squeeze, Unsqueeze or Concat instead");
    }
    Shape shape = image(node, data);
    List<Long> from = new ArrayList<>(List.of(DimVector.BATCH));
    shape.dims().forEach(d -> from.add((long) d));
    List<Long> copied = copied(node, from, target, allowZero);
    boolean batchFirst = !copied.isEmpty() && (copied.get(0) == -1 || scope.isBatch(copied.get(0)));
    if (!batchFirst) {
      throw node.refuse(
          "reshapes to %s; the batch must stay the first axis, so begin the shape with 0 or -1",
          show(target));
    }
    List<Long> rest = copied.subList(1, copied.size());
    if (copied.get(0) == -1 && rest.contains(-1L)) {
      throw node.refuse("reshapes to %s; at most one dimension may be -1", show(target));
    }
    define(scope, node, data, resolved(node, List.of(), rest, true, shape.size()));
  }

  private static void flatten(Node node, Scope scope) {
    node.allowAttributes("axis");
    long axis = node.attributes().integer("axis", 1);
    Value data = scope.anyInput(node, 0);
    if (data instanceof Known known) {
      Shape shape = known.constant().shape();
      int split = axis(node, axis, shape.rank() + 1, shape.rank());
      int rows = new Shape(shape.dims().subList(0, split)).size();
      int columns = new Shape(shape.dims().subList(split, shape.rank())).size();
      scope.define(node, 0, new Known(known.constant().reshaped(Shape.of(rows, columns))));
      return;
    }
    Shape shape = image(node, data);
    int split = axis(node, axis, shape.rank() + 2, shape.rank() + 1);
    boolean keepsBatch =
        split > 0 && shape.dims().subList(0, split - 1).stream().allMatch(d -> d == 1);
    if (!keepsBatch) {
      throw node.refuse(
          "flattens at axis %d, which merges the batch with features; use axis 1", axis);
    }
    define(scope, node, data, Shape.of(shape.size()));
  }

  private static void squeeze(Node node, Scope scope) {
    Value data = scope.anyInput(node, 0);
    if (data instanceof Dims dims) {
      if (dims.dims().elements().size() != 1) {
        throw node.refuse(
            "squeezes %d sizes to a scalar; there must be one", dims.dims().elements().size());
      }
      scope.define(node, 0, new Dims(new DimVector(dims.dims().elements(), true)));
      return;
    }
    int hidden = data instanceof Known ? 0 : 1;
    Shape shape = data instanceof Known known ? known.constant().shape() : image(node, data);
    List<Integer> axes = axes(node, scope, shape.rank() + hidden, shape.rank() + hidden);
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean named = axes.contains(axis + hidden);
      if (named && shape.dim(axis) != 1) {
        throw node.refuse(
            "squeezes axis %d of size %d; only an axis of size 1 can go",
            axis + hidden, shape.dim(axis));
      }
      if (!named && !(axes.isEmpty() && shape.dim(axis) == 1)) {
        kept.add(shape.dim(axis));
      }
    }
    if (hidden == 1 && (axes.isEmpty() || axes.contains(0))) {
      throw node.refuse("would squeeze the batch; name the axes to squeeze, and not axis 0");
    }
    define(scope, node, data, new Shape(kept));
  }

  private static void unsqueeze(Node node, Scope scope) {
    Value data = scope.anyInput(node, 0);
    if (data instanceof Dims dims) {
      if (!dims.dims().scalar()) {
        throw node.refuse(
            "makes a matrix of a vector of sizes; only a scalar size can get an axis");
      }
      scope.define(node, 0, new Dims(new DimVector(dims.dims().elements(), false)));
      return;
    }
    int hidden = data instanceof Known ? 0 : 1;
    Shape shape = data instanceof Known known ? known.constant().shape() : image(node, data);
    long added = axisList(node, scope).size();
    if (added > 8) {
      throw node.refuse("adds %d axes; allowed are up to 8", added);
    }
    int rank = shape.rank() + hidden + (int) added;
    List<Integer> axes = axes(node, scope, rank, rank);
    if (hidden == 1 && axes.contains(0)) {
      throw node.refuse("puts an axis before the batch; the batch must stay the first axis");
    }
    List<Integer> dims = new ArrayList<>();
    int next = 0;
    for (int axis = hidden; axis < rank; axis++) {
      dims.add(axes.contains(axis) ? 1 : shape.dim(next++));
    }
    define(scope, node, data, new Shape(dims));
  }

  private static void transpose(Node node, Scope scope) {
    node.allowAttributes("perm");
    Value data = scope.input(node, 0);
    int rank =
        data instanceof Known known
            ? known.constant().shape().rank()
            : image(node, data).rank() + 1;
    List<Long> reversed = new ArrayList<>();
    for (long axis = rank - 1; axis >= 0; axis--) {
      reversed.add(axis);
    }
    List<Long> perm = node.attributes().integers("perm").orElse(reversed);
    if (!new Shape(Collections.nCopies(rank, 1)).isPermutation(perm)) {
      throw node.refuse("has perm %s; it must be a permutation of %d axes", perm, rank);
    }
    int[] permutation = perm.stream().mapToInt(Math::toIntExact).toArray();
    if (data instanceof Known known) {
      Constant transposed = known.constant().transposed(permutation);
      scope.define(node, 0, new Known(transposed));
      return;
    }
    if (permutation[0] != 0) {
      throw node.refuse("has perm %s, which moves the batch; it must stay the first axis", perm);
    }
    Signal signal = scope.signal(node, 0);
    int[] axes = new int[permutation.length - 1];
    Arrays.setAll(axes, i -> permutation[i + 1] - 1);
    scope.define(
        node,
        0,
        new Dynamic(
            signal.gathered(
                signal.shape().permutedPositions(axes), signal.shape().permuted(axes))));
  }

  /** The shape of one image of a signal or a result. */
  private static Shape image(Node node, Value data) {
    if (data instanceof Dynamic dynamic) {
      return dynamic.signal().shape();
    }
    if (data instanceof Value.Result result) {
      return Shape.of(result.k());
    }
    throw node.refuse("takes a vector of sizes, which %s does not support", node.op());
  }

  private static void define(Scope scope, Node node, Value data, Shape to) {
    if (data instanceof Known known) {
      scope.define(node, 0, new Known(known.constant().reshaped(to)));
    } else if (data instanceof Dynamic dynamic) {
      Signal signal = dynamic.signal();
      scope.define(node, 0, new Dynamic(signal.reshaped(to)));
    } else {
      scope.define(node, 0, data);
    }
  }

  private static List<Long> copied(
      Node node, List<Long> from, List<Long> target, boolean allowZero) {
    List<Long> copied = new ArrayList<>();
    for (int i = 0; i < target.size(); i++) {
      long dim = target.get(i);
      if (dim == 0 && !allowZero) {
        if (i >= from.size()) {
          throw node.refuse(
              "reshapes to %s, where 0 at position %d has no dimension to copy", show(target), i);
        }
        dim = from.get(i);
      }
      copied.add(dim);
    }
    return copied;
  }

  private static Shape resolved(
      Node node, List<Long> from, List<Long> target, boolean allowZero, int size) {
    List<Long> dims = new ArrayList<>(copied(node, from, target, allowZero));
    int free = dims.indexOf(-1L);
    if (free >= 0) {
      dims.set(free, 1L);
      long known = Shape.checked(dims).map(Shape::size).orElse(0);
      dims.set(free, known > 0 && size % known == 0 ? size / known : -1);
    }
    Shape shape =
        Shape.checked(dims)
            .orElseThrow(
                () ->
                    node.refuse(
                        "reshapes %d elements to %s, which do not fit", size, show(target)));
    if (shape.size() != size) {
      throw node.refuse("reshapes %d elements to %s, which do not fit", size, show(target));
    }
    return shape;
  }

  private static int axis(Node node, long axis, int count, int rank) {
    long positive = axis < 0 ? axis + rank : axis;
    if (positive < 0 || positive >= count) {
      throw node.refuse("has axis %d; it must lie within a tensor of %d axes", axis, rank);
    }
    return (int) positive;
  }

  private static List<Long> axisList(Node node, Scope scope) {
    node.allowAttributes("axes");
    if (node.hasInput(1)) {
      return scope.dims(node, 1, "axes").elements();
    }
    return node.attributes().integers("axes").orElse(List.of());
  }

  private static List<Integer> axes(Node node, Scope scope, int count, int rank) {
    List<Integer> axes = new ArrayList<>();
    for (long axis : axisList(node, scope)) {
      axes.add(axis(node, axis, count, rank));
    }
    if (axes.stream().distinct().count() != axes.size()) {
      throw node.refuse("names an axis twice in axes %s; name each once", axisList(node, scope));
    }
    return axes;
  }

  private static String show(List<Long> dims) {
    return dims.stream()
        .limit(16)
        .map(d -> d == DimVector.BATCH ? "batch" : d.toString())
        .toList()
        .toString();
  }
}
