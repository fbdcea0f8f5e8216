package bitwright.quantize.integer;

import bitwright.quantize.graph.ElementType;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A model of one {@code MatMulInteger} with random weights and zero-points.
 *
 * @param input the element type of its input
 * @param weight the element type of its weights
 * @param inputZero where the input's zero-point comes from
 * @param weightZeros how many zero-points the weights have: 0, 1 or {@link #ROWS}
 */
record SmallModel(ElementType input, ElementType weight, Zero inputZero, int weightZeros) {

  static final int COLUMNS = 7;
  static final int ROWS = 5;

  /** Where an input's zero-point comes from. */
  enum Zero {
    ABSENT,
    CONSTANT,
    PER_RUN
  }

  /** All combinations that are allowed. */
  static List<SmallModel> all() {
    List<SmallModel> all = new ArrayList<>();
    for (ElementType input : List.of(ElementType.UINT8, ElementType.INT8)) {
      for (ElementType weight : List.of(ElementType.UINT8, ElementType.INT8)) {
        for (Zero zero : Zero.values()) {
          for (int zeros : new int[] {0, 1, ROWS}) {
            if (zero != Zero.PER_RUN || input == ElementType.UINT8) {
              all.add(new SmallModel(input, weight, zero, zeros));
            }
          }
        }
      }
    }
    return all;
  }

  /** Random numbers of an element type. */
  static int[] random(ElementType type, int count, Random random) {
    int low = type.isSigned() ? -128 : 0;
    return random.ints(count, low, low + 256).toArray();
  }

  /**
   * The file.
   *
   * @param weights {@code [COLUMNS, ROWS]}
   * @param zeros the weights' zero-points
   * @param zero the input's, where it is a constant
   */
  QonnxBuilder builder(int[] weights, int[] zeros, int zero) {
    QonnxBuilder builder = new QonnxBuilder();
    String x = "x";
    String inputZeroName = "";
    if (inputZero == Zero.PER_RUN) {
      builder.input("real", 0, COLUMNS);
      List<String> outputs = List.of("q", "scale", "q_zero");
      x = builder.node("", "DynamicQuantizeLinear", "quantize", List.of("real"), outputs);
      inputZeroName = "q_zero";
    } else {
      builder.graph().addInput(QonnxBuilder.info("x", input.number(), 0, COLUMNS));
      if (inputZero == Zero.CONSTANT) {
        inputZeroName = builder.raw("x_zero", input.number(), bytes(zero));
      }
    }
    builder.raw("w", weight.number(), bytes(weights), COLUMNS, ROWS);
    List<String> inputs = new ArrayList<>(List.of(x, "w", inputZeroName));
    if (weightZeros == 1) {
      inputs.add(builder.raw("w_zero", weight.number(), bytes(zeros)));
    } else if (weightZeros > 1) {
      inputs.add(builder.raw("w_zero", weight.number(), bytes(zeros), ROWS));
    }
    builder.node("", "MatMulInteger", "/dense/MatMul", inputs, List.of("sums"));
    return builder.output("sums", 0, ROWS);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** A model whose weights are 0, 1, 2, … and whose zero-points are all 3. */
  QonnxBuilder plain() {
    int[] zeros = new int[weightZeros];
    Arrays.fill(zeros, 3);
    int[] weights = new int[COLUMNS * ROWS];
    Arrays.setAll(weights, i -> i);
    return builder(weights, zeros, 3);
  }
}
