package bitwright.quantize.operator;

import bitwright.quantize.graph.Attributes;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.DimVector;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dims;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Known;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Arithmetic of sizes, and what passes values on: {@code Shape}, {@code Gather}, {@code Concat},
 * {@code Slice}, {@code Constant}, {@code Identity}, {@code Dropout}, {@code Cast}.
 */
final class SizeOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "Shape", SizeOperators::shape,
          "Gather", SizeOperators::gather,
          "Concat", SizeOperators::concat,
          "Slice", SizeOperators::slice,
          "Constant", SizeOperators::constant,
          "Identity", SizeOperators::identity,
          "Dropout", SizeOperators::dropout,
          "Cast", SizeOperators::cast);

  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;
  private static final List<Integer> INTEGERS = List.of(6, 7);

  private SizeOperators() {}

  private static void shape(Node node, Scope scope) {
    node.allowAttributes("start", "end");
    List<Long> dims = new ArrayList<>();
    Value data = scope.input(node, 0);
    if (data instanceof Dynamic dynamic) {
      dims.add(DimVector.BATCH);
      dynamic.signal().shape().dims().forEach(d -> dims.add((long) d));
    } else {
      scope.constant(node, 0, "tensor").shape().dims().forEach(d -> dims.add((long) d));
    }
    int from = clipped(node.attributes().integer("start", 0), dims.size());
    int to = clipped(node.attributes().integer("end", dims.size()), dims.size());
    scope.define(node, 0, new Dims(new DimVector(dims.subList(Math.min(from, to), to), false)));
  }

  private static int clipped(long position, int size) {
    long positive = position < 0 ? position + size : position;
    return (int) Math.max(0, Math.min(size, positive));
  }

  private static void gather(Node node, Scope scope) {
    node.allowAttributes("axis");
    requireFirstAxis(node);
    List<Long> data = scope.dims(node, 0, "tensor").elements();
    DimVector indices = scope.dims(node, 1, "index");
    List<Long> picked = new ArrayList<>();
    for (long index : indices.elements()) {
      long positive = index < 0 ? index + data.size() : index;
      if (positive < 0 || positive >= data.size()) {
        throw node.refuse("picks element %d of %d; the index must lie within", index, data.size());
      }
      picked.add(data.get((int) positive));
    }
    scope.define(node, 0, new Dims(new DimVector(picked, indices.scalar())));
  }

  private static void requireFirstAxis(Node node) {
    long axis = node.attributes().integer("axis", 0);
    if (axis != 0 && axis != -1) {
      throw node.refuse(
          "has axis %d; %s is supported on vectors of sizes, axis 0", axis, node.op());
    }
  }

  private static void concat(Node node, Scope scope) {
    node.allowAttributes("axis");
    if (MapOperators.joinsFeatures(node, scope)) {
      MapOperators.concat(node, scope);
      return;
    }
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      requireFirstAxis(node);
      all.addAll(scope.dims(node, i, "tensor").elements());
    }
    scope.define(node, 0, new Dims(new DimVector(all, false)));
  }

  private static void slice(Node node, Scope scope) {
    node.allowAttributes("starts", "ends", "axes");
    List<Long> data = scope.dims(node, 0, "tensor").elements();
    long start = bound(node, scope, "starts", 1, 0);
    long end = bound(node, scope, "ends", 2, data.size());
    long axis = bound(node, scope, "axes", 3, 0);
    long step = node.hasInput(4) ? bound(node, scope, "steps", 4, 1) : 1;
    if (axis != 0 && axis != -1 || step != 1) {
      throw node.refuse(
          "slices axis %d with step %d; only axis 0 of a vector of sizes with step 1 is supported",
          axis, step);
    }
    int from = clipped(start, data.size());
    int to = Math.max(from, clipped(end, data.size()));
    scope.define(node, 0, new Dims(new DimVector(data.subList(from, to), false)));
  }

  private static long bound(Node node, Scope scope, String name, int index, long absent) {
    List<Long> values =
        node.hasInput(index)
            ? scope.dims(node, index, name).elements()
            : node.attributes().integers(name).orElse(List.of(absent));
    if (values.size() != 1) {
      throw node.refuse("has %d %s; only one axis can be sliced", values.size(), name);
    }
    return values.get(0);
  }

  private static void constant(Node node, Scope scope) {
    node.allowAttributes("value", "value_float", "value_int", "value_floats", "value_ints");
    Attributes a = node.attributes();
    Tensor tensor;
    if (a.names().size() != 1) {
      throw node.refuse("has %d values; it must have one", a.names().size());
    } else if (a.tensor("value").isPresent()) {
      tensor = a.tensor("value").get();
    } else if (a.names().contains("value_float")) {
      tensor = Tensor.reals(Shape.SCALAR, FLOAT, new double[] {a.real("value_float").orElse(0)});
    } else if (a.names().contains("value_int")) {
      tensor = Tensor.integers(Shape.SCALAR, 7, new long[] {a.integer("value_int", 0)});
    } else if (a.names().contains("value_floats")) {
      double[] values =
          a.reals("value_floats").orElseThrow().stream().mapToDouble(f -> f).toArray();
      tensor = Tensor.reals(Shape.of(values.length), FLOAT, values);
    } else {
      long[] values = a.integers("value_ints").orElseThrow().stream().mapToLong(n -> n).toArray();
      tensor = Tensor.integers(Shape.of(values.length), 7, values);
    }
    scope.define(node, 0, new Known(tensor));
  }

  private static void identity(Node node, Scope scope) {
    node.allowAttributes();
    scope.define(node, 0, scope.anyInput(node, 0));
  }

  private static void dropout(Node node, Scope scope) {
    node.allowAttributes("ratio", "seed", "is_test");
    if (node.hasInput(2) && scope.integer(node, 2, "training mode", 0, 1) == 1) {
      throw node.refuse("has training_mode 1; export the model for inference");
    }
    scope.define(node, 0, scope.anyInput(node, 0));
  }

  private static void cast(Node node, Scope scope) {
    node.allowAttributes("to", "saturate");
    int to = (int) node.attributes().integer("to", 0);
    Value data = scope.anyInput(node, 0);
    boolean real = to == FLOAT || to == DOUBLE;
    if (data instanceof Known known && known.constant() instanceof Tensor tensor) {
      boolean harmless =
          real
              ? to == DOUBLE || holdsFloats(tensor)
              : INTEGERS.contains(to) && tensor.kind() == Tensor.Kind.INTEGER;
      if (harmless) {
        Value result = real && tensor.kind() == Tensor.Kind.INTEGER ? real(tensor) : data;
        scope.define(node, 0, result);
        return;
      }
    } else if (data instanceof Dims ? INTEGERS.contains(to) : real) {
      scope.define(node, 0, data);
      return;
    }
    throw node.refuse(
        "casts to the data type number %d, which would change values; only casts that keep every"
            + " value are supported",
        to);
  }

  /** Whether float32 holds every element; folded constants are real numbers and stay so. */
  private static boolean holdsFloats(Tensor tensor) {
    boolean folded = tensor.kind() == Tensor.Kind.REAL && !tensor.isDouble();
    for (int i = 0; !folded && i < tensor.shape().size(); i++) {
      double x = tensor.approximate(i);
      boolean held =
          Double.isFinite(x)
              ? Float.isFinite((float) x) && Rationals.of((float) x).equals(tensor.value(i))
              : tensor.isDouble();
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private static Value real(Tensor tensor) {
    BigFraction[] values = new BigFraction[tensor.shape().size()];
    Arrays.setAll(values, tensor::value);
    return new Known(Tensor.exact(tensor.shape(), Tensor.Kind.REAL, values));
  }
}
