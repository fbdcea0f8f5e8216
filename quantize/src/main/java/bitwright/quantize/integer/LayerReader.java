package bitwright.quantize.integer;

import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.WeightMatrix;
import bitwright.quantize.ImportException;
import bitwright.quantize.graph.ElementType;
import bitwright.quantize.graph.Node;
import bitwright.quantize.graph.NodeGraph;
import bitwright.quantize.integer.IntegerInput.ZeroPoint;
import bitwright.quantize.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** Reads one {@code MatMulInteger} node: inputs A, B and their zero-points. */
final class LayerReader {

  private static final int A = 0;
  private static final int B = 1;
  private static final int A_ZERO_POINT = 2;
  private static final int B_ZERO_POINT = 3;

  private final NodeGraph graph;
  private final Node node;

  LayerReader(NodeGraph graph, Node node) {
    this.graph = graph;
    this.node = node;
  }

  static boolean isIntegerLayer(Node node) {
    return node.domain().isEmpty() && node.op().equals("MatMulInteger");
  }

  IntegerLayer read(String key, String name) {
    node.allowAttributes();
    if (!node.hasInput(A) || !node.hasInput(B) || node.inputs().size() > 4 || !node.hasOutput(0)) {
      throw node.refuse(
          "has %d inputs and %d outputs; it takes A, B and their zero-points and has one output",
          node.inputs().size(), node.outputs().size());
    }
    IntegerInput input = input();
    WeightMatrix weights = weights();
    IntegerRange sums = weights.accumulatorRange(input.format());
    if (sums.signedBits() > 32) {
      throw node.refuse(
          "has sums of %s to %s, which do not fit in its int32 output; make its inner dimension"
              + " smaller",
          sums.min(), sums.max());
    }
    return new IntegerLayer(key, name, input, node.outputs().get(0), weights);
  }

  private IntegerInput input() {
    String a = node.inputs().get(A);
    ElementType type = typeOfA(a);
    if (type != ElementType.UINT8 && type != ElementType.INT8) {
      throw node.refuse(
          "has the input '%s' of type %s; it must be UINT8 or INT8", Node.shortened(a), type);
    }
    return IntegerInput.of(a, type, zeroPointOfA(a, type));
  }

  private ElementType typeOfA(String a) {
    Optional<Node> producer = graph.producer(a);
    if (producer.isEmpty()) {
      return graph
          .inputType(a)
          .orElseThrow(
              () ->
                  node.refuse(
                      "has the input '%s', which is not computed from the model's input; the"
                          + " constant must be its second input",
                      Node.shortened(a)));
    }
    return switch (producer.get().op()) {
      case "DynamicQuantizeLinear" -> ElementType.UINT8;
      case "QuantizeLinear" ->
          producer.get().hasInput(2)
              ? type(constant(producer.get().inputs().get(2), "the zero-point"))
              : ElementType.UINT8;
      default ->
          throw node.refuse(
              "has the input '%s' made by %s; it must come from DynamicQuantizeLinear,"
                  + " QuantizeLinear or the model's input, so that its type is known",
              Node.shortened(a), producer.get().label());
    };
  }

  private ZeroPoint zeroPointOfA(String a, ElementType type) {
    if (!node.hasInput(A_ZERO_POINT)) {
      return new ZeroPoint.Fixed(0);
    }
    String z = node.inputs().get(A_ZERO_POINT);
    Optional<Node> dynamic =
        graph.producer(z).filter(n -> n.op().equals("DynamicQuantizeLinear") && n.hasOutput(2));
    if (dynamic.isPresent()) {
      if (!dynamic.equals(graph.producer(a)) || !dynamic.get().outputs().get(2).equals(z)) {
        throw node.refuse(
            "has the input '%s' with the zero-point '%s' of another quantizer, %s; take both from"
                + " the same one",
            Node.shortened(a), Node.shortened(z), dynamic.get().label());
      }
      return new ZeroPoint.PerRun(z);
    }
    Tensor zero = constant(z, "the zero-point of its input");
    requireType(zero, type, z);
    if (zero.shape().size() != 1) {
      throw node.refuse(
          "has the zero-point '%s' of shape %s for its input; one number for the whole tensor is"
              + " allowed",
          Node.shortened(z), zero.shape());
    }
    return new ZeroPoint.Fixed(integer(zero, 0));
  }

  private WeightMatrix weights() {
    String b = node.inputs().get(B);
    Tensor stored = constant(b, "the weights");
    ElementType type = type(stored);
    if (type != ElementType.UINT8 && type != ElementType.INT8
        || stored.shape().rank() != 2
        || stored.shape().size() == 0) {
      throw node.refuse(
          "has weights '%s' of type %s and shape %s; they must be a UINT8 or INT8 matrix",
          Node.shortened(b), type, stored.shape());
    }
    int columns = stored.shape().dim(0);
    int rows = stored.shape().dim(1);
    int[] zeros = zeroPointsOfB(type, rows);
    int[] differences = new int[rows * columns];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        differences[r * columns + c] = integer(stored, c * rows + r) - zeros[r];
      }
    }
    return matrix(rows, columns, differences);
  }

  private static WeightMatrix matrix(int rows, int columns, int[] values) {
    int min = Arrays.stream(values).min().orElseThrow();
    int max = Arrays.stream(values).max().orElseThrow();
    IntegerFormat format = IntegerInput.narrowest(IntegerRange.of(min, max));
    int mask = format.codes() - 1;
    int[] codes = Arrays.stream(values).map(v -> v & mask).toArray();
    return new WeightMatrix(format, rows, columns, codes);
  }

  private int[] zeroPointsOfB(ElementType type, int rows) {
    int[] zeros = new int[rows];
    if (node.hasInput(B_ZERO_POINT)) {
      String name = node.inputs().get(B_ZERO_POINT);
      Tensor stored = constant(name, "the zero-point of its weights");
      requireType(stored, type, name);
      int size = stored.shape().size();
      boolean perRow = stored.shape().rank() == 1 && size == rows;
      if (size != 1 && !perRow) {
        throw node.refuse(
            "has the zero-point '%s' of shape %s for its weights; allowed are one number and one"
                + " per column, [%d]",
            Node.shortened(name), stored.shape(), rows);
      }
      Arrays.setAll(zeros, r -> integer(stored, size == 1 ? 0 : r));
    }
    return zeros;
  }

  private Tensor constant(String tensor, String what) {
    return graph
        .initializer(tensor)
        .orElseThrow(
            () ->
                node.refuse(
                    "has %s '%s', which is not an initializer; it must be a constant of the file",
                    what, Node.shortened(tensor)));
  }

  private void requireType(Tensor zero, ElementType type, String name) {
    if (zero.elementType() != type.number()) {
      throw node.refuse(
          "has the zero-point '%s' of type %s where %s is needed",
          Node.shortened(name), type(zero), type);
    }
  }

  private static ElementType type(Tensor tensor) {
    return ElementType.of(tensor.elementType())
        .orElseThrow(() -> ImportException.of("a tensor has no element type"));
  }

  private static int integer(Tensor tensor, int index) {
    return (int) tensor.approximate(index);
  }
}
