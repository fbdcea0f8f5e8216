package bitwright.quantize.operator;

import bitwright.arith.format.Reals;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.build.LayerNames;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.DimVector;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Value;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.math3.fraction.BigFraction;

/** The tensors known so far while a graph is evaluated symbolically. */
public final class Scope {

  /** The most elements of a tensor that depends on the network's input. */
  public static final int MOST_FEATURES = 1 << 22;

  private final ImportOptions options;
  private final LayerNames names;
  private final OptionalLong declaredBatch;
  private final Map<String, Value> values = new HashMap<>();
  private final List<String> notices = new ArrayList<>();
  private Optional<Quantizer> assumedInput = Optional.empty();

  /**
   * An empty scope.
   *
   * @param declaredBatch the first dimension of the network's input, if the file fixes it
   */
  public Scope(ImportOptions options, LayerNames names, OptionalLong declaredBatch) {
    this.options = options;
    this.names = names;
    this.declaredBatch = declaredBatch;
  }

  /** The user's choices. */
  ImportOptions options() {
    return options;
  }

  /** The names given to layers. */
  public LayerNames names() {
    return names;
  }

  /** Sentences for the user. */
  public List<String> notices() {
    return notices;
  }

  /** The quantizer taken for an input that the file does not quantize. */
  public Optional<Quantizer> assumedInput() {
    return assumedInput;
  }

  /** Takes a quantizer for an input that the file does not quantize. */
  void assumeInput(Quantizer quantizer) {
    assumedInput = Optional.of(quantizer);
  }

  /** Tells the user something that the file did not say. */
  void notice(String sentence) {
    notices.add(new ImportException(sentence).getMessage());
  }

  /** Whether a literal first dimension stands for the batch. */
  boolean isBatch(long dim) {
    return dim == DimVector.BATCH
        || dim == 1
        || declaredBatch.isPresent() && declaredBatch.getAsLong() == dim;
  }

  /** Defines a tensor. */
  public void define(String tensor, Value value) {
    values.put(tensor, value);
  }

  /** Defines a node's output, if it is used. */
  void define(Node node, int output, Value value) {
    if (node.hasOutput(output)) {
      values.put(node.outputs().get(output), value);
    }
  }

  /** What is known of a tensor. */
  public Value value(String tensor) {
    Value value = values.get(tensor);
    if (value == null) {
      throw ImportException.of(
          "tensor '%s' is an output that is not supported; use another output of its node",
          Node.shortened(tensor));
    }
    return value;
  }

  /** A node's input, which must be given; a padded map or a finished result may not be one. */
  Value input(Node node, int index) {
    Value value = anyInput(node, index);
    if (value instanceof Value.Padded padded) {
      throw node.refuse(
          "follows %s, after which only Conv, MaxPool and AveragePool can stand; move it before the"
              + " padding",
          padded.label());
    }
    if (value instanceof Value.Result result) {
      throw node.refuse(
          "follows %s, which must be the last operator; remove what follows it", result.label());
    }
    return value;
  }

  /** A node's input, which must be given. */
  Value anyInput(Node node, int index) {
    if (!node.hasInput(index)) {
      throw node.refuse("lacks its input number %d; %s needs it", index + 1, node.op());
    }
    return value(node.inputs().get(index));
  }

  /** An input that must be a constant. */
  Constant constant(Node node, int index, String role) {
    Value value = input(node, index);
    if (value instanceof Value.Known known) {
      return known.constant();
    }
    if (value instanceof Value.Dims dims && dims.dims().isKnown()) {
      return tensor(dims.dims());
    }
    throw node.refuse(
        "has %s '%s' that depends on the network's input; it must be a constant",
        article(role), Node.shortened(node.inputs().get(index)));
  }

  /** An input that must be a constant of finite elements. */
  Constant finite(Node node, int index, String role) {
    Constant constant = constant(node, index, role);
    if (constant instanceof Tensor tensor && tensor.firstNonFinite().isPresent()) {
      int at = tensor.firstNonFinite().getAsInt();
      throw node.refuse(
          "has %s '%s' with the element %s at position %d; all elements must be finite",
          article(role), Node.shortened(node.inputs().get(index)), tensor.approximate(at), at);
    }
    return constant;
  }

  /** An input that must be a finite constant of one element. */
  BigFraction scalar(Node node, int index, String role) {
    Constant constant = finite(node, index, role);
    if (constant.shape().size() != 1) {
      throw node.refuse(
          "has %s '%s' of shape %s; it must be a scalar",
          article(role), Node.shortened(node.inputs().get(index)), constant.shape());
    }
    return constant.value(0);
  }

  /** An input that must be an integer scalar within bounds. */
  int integer(Node node, int index, String role, int least, int most) {
    return whole(node, role, scalar(node, index, role), least, most);
  }

  /** A number that must be an integer within bounds. */
  static int whole(Node node, String role, BigFraction x, int least, int most) {
    boolean whole = x.getDenominator().bitLength() == 1;
    if (!whole
        || x.compareTo(new BigFraction(least)) < 0
        || x.compareTo(new BigFraction(most)) > 0) {
      throw node.refuse(
          "has %s of %s; it must be an integer from %d to %d", article(role), show(x), least, most);
    }
    return x.getNumerator().intValueExact();
  }

  /** The integers of an input that describes a shape. */
  DimVector dims(Node node, int index, String role) {
    Value value = input(node, index);
    if (value instanceof Value.Dims dims) {
      return dims.dims();
    }
    if (value instanceof Value.Known known
        && known.constant() instanceof Tensor tensor
        && tensor.kind() == Tensor.Kind.INTEGER
        && tensor.shape().rank() <= 1
        && tensor.shape().size() <= 64) {
      List<Long> elements = new ArrayList<>();
      for (int i = 0; i < tensor.shape().size(); i++) {
        elements.add(tensor.value(i).getNumerator().longValue());
      }
      return new DimVector(elements, tensor.shape().rank() == 0);
    }
    throw node.refuse(
        "has %s '%s' that is not a short vector of constant integers or sizes",
        article(role), Node.shortened(node.inputs().get(index)));
  }

  /** An input that must depend on the network's input. */
  Signal signal(Node node, int index) {
    if (input(node, index) instanceof Value.Dynamic dynamic) {
      return dynamic.signal();
    }
    throw node.refuse(
        "has a constant as input number %d; %s of constants is not supported, so fold it before"
            + " exporting",
        index + 1, node.op());
  }

  private static Tensor tensor(DimVector dims) {
    long[] values = dims.elements().stream().mapToLong(Long::longValue).toArray();
    return Tensor.integers(dims.scalar() ? Shape.SCALAR : Shape.of(values.length), 0, values);
  }

  /** A number as messages show it. */
  static String show(BigFraction x) {
    if (x.getDenominator().bitLength() == 1 && x.getNumerator().bitLength() < 64) {
      return x.getNumerator().toString();
    }
    return Double.toString(Reals.toDouble(x));
  }

  private static String article(String role) {
    return ("aeiou".indexOf(role.charAt(0)) >= 0 ? "an " : "a ") + role;
  }
}
