package bitwright.oracle;

import static bitwright.oracle.GraphWriter.integer;
import static bitwright.oracle.GraphWriter.integers;
import static bitwright.oracle.GraphWriter.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle's operators on feature maps, on the examples that ONNX's specification works out and
 * on others worked out by hand. Inputs count up from a first number.
 */
class SpatialOperatorsTest {

  private final GraphWriter graph = new GraphWriter();

  private static float[] counting(int first, int count) {
    float[] x = new float[count];
    IntStream.range(0, count).forEach(i -> x[i] = first + i);
    return x;
  }

  private static float[] ones(int count) {
    float[] x = new float[count];
    Arrays.fill(x, 1);
    return x;
  }

  private static Long[] list(String numbers) {
    return Arrays.stream(numbers.split(" ")).map(Long::valueOf).toArray(Long[]::new);
  }

  private static int[] dims(String shape) {
    return Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  /** Attributes written as {@code name=1 2,name=TEXT}. */
  private static AttributeProto[] attributes(String text) {
    List<AttributeProto> list = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
      String name = part.split("=")[0];
      String value = part.split("=")[1];
      if (List.of("group", "ceil_mode", "count_include_pad", "blocksize", "axis").contains(name)) {
        list.add(integer(name, Long.parseLong(value)));
      } else if (Character.isLetter(value.charAt(0))) {
        list.add(text(name, value));
      } else {
        list.add(integers(name, list(value)));
      }
    }
    return list.toArray(AttributeProto[]::new);
  }

  private void check(String y, float[] x, String shape, String values) {
    graph.output(y);
    check(new ExactField(), y, x, shape, values);
    check(new DoubleField(), y, x, shape, values);
  }

  private <T> void check(Field<T> field, String y, float[] x, String shape, String values) {
    Tensor<T> out = new Executor<>(GraphFile.read(graph.bytes()), field).run(x, 0).get(y);
    assertArrayEquals(dims("1x" + shape), out.shape(), () -> Arrays.toString(out.shape()));
    String[] expected = values.split("[ /]+");
    assertEquals(expected.length, out.size());
    for (int i = 0; i < expected.length; i++) {
      double e = Double.parseDouble(expected[i]);
      assertEquals(e, field.toDouble(out.get(i)), 1e-12, "element " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1x5x5, 1x1x3x3, pads=1 1 1 1, 1x5x5, 12 21 27 33 24/33 54 63 72 51/63 99 108 117 81/"
        + "93 144 153 162 111/72 111 117 123 84",
    "1x5x5, 1x1x3x3, '', 1x3x3, 54 63 72/99 108 117/144 153 162",
    "1x7x5, 1x1x3x3, pads=1 1 1 1;strides=2 2, 1x4x3,"
        + " 12 27 24/63 108 81/123 198 141/112 177 124",
    "1x7x5, 1x1x3x3, strides=2 2, 1x3x2, 54 72/144 162/234 252",
    "1x7x5, 1x1x3x3, pads=1 0 1 0;strides=2 2, 1x4x2, 21 33/99 117/189 207/171 183",
    "1x5x5, 1x1x3x3, auto_pad=SAME_LOWER;strides=2 2, 1x3x3, 12 27 24/63 108 81/72 117 84",
    "1x4x4, 1x1x3x3, auto_pad=SAME_UPPER;strides=2 2, 1x2x2, 45 39/66 50",
    "1x4x4, 1x1x3x3, auto_pad=SAME_LOWER;strides=2 2, 1x2x2, 10 24/51 90",
    "1x4x4, 1x1x3x3, auto_pad=VALID;pads=0 0 0 0, 1x2x2, 45 54/81 90",
    "1x5x5, 1x1x2x2, dilations=3 2, 1x2x3, 34 38 42/54 58 62",
    "1x6, 1x1x3, pads=2 0;strides=2, 1x3, 0 3 9",
    "2x2x2, 2x1x2x2, group=2, 2x1x1, 6/22",
    "4x1x1, 2x2x1x1, group=2, 2x1x1, 1/5",
    "2x2x2, 1x2x2x2, '', 1x1x1, 28"
  })
  void convolutionsOfOnes(String x, String w, String attributes, String shape, String y) {
    String in = graph.input(dims(x));
    long[] weights = Arrays.stream(dims(w)).asLongStream().toArray();
    String ones = graph.floats(ones(Tensor.size(dims(w))), weights);
    String out = graph.node("Conv", List.of(in, ones), attributes(attributes));
    check(out, counting(0, Tensor.size(dims(x))), shape, y);
  }

  /** Two channels of 2 × 2, weights 1 to 8 each way, bias 100 and 200: 0·1 + 1·2 + … by hand. */
  @Test
  void weightsMeetTheirOwnElements() {
    String in = graph.input(2, 1, 2);
    String w = graph.floats(new float[] {1, 2, 3, 4, -1, 0, 0, 5}, 2, 2, 1, 2);
    String b = graph.floats(new float[] {100, 200}, 2);
    String y = graph.node("Conv", List.of(in, w, b), integers("pads", 0L, 0L, 0L, 1L));
    check(y, new float[] {10, 20, 30, 40}, "2x1x2", "400 240/390 180");
  }

  @ParameterizedTest
  @CsvSource({
    "MaxPool, 5x5, kernel_shape=5 5;pads=2 2 2 2, 5x5,"
        + " 13 14 15 15 15/18 19 20 20 20/23 24 25 25 25/23 24 25 25 25/23 24 25 25 25",
    "MaxPool, 5x5, kernel_shape=2 2;strides=2 2, 2x2, 7 9/17 19",
    "MaxPool, 5x5, kernel_shape=3 3;strides=2 2;auto_pad=SAME_UPPER, 3x3,"
        + " 7 9 10/17 19 20/22 24 25",
    "MaxPool, 4x4, kernel_shape=3 3;strides=2 2;ceil_mode=1, 2x2, 11 12/15 16",
    "MaxPool, 2x2, kernel_shape=1 1;strides=2 2;ceil_mode=1, 1x1, 1",
    "MaxPool, 4x4, kernel_shape=2 2;dilations=2 2, 2x2, 11 12/15 16",
    "MaxPool, 6, kernel_shape=3;strides=3, 2, 3 6",
    "AveragePool, 5x5, kernel_shape=5 5;pads=2 2 2 2, 5x5,"
        + " 7 7.5 8 8.5 9/9.5 10 10.5 11 11.5/12 12.5 13 13.5 14/14.5 15 15.5 16 16.5/"
        + "17 17.5 18 18.5 19",
    "AveragePool, 5x5, kernel_shape=5 5;pads=2 2 2 2;count_include_pad=1, 5x5,"
        + " 2.52 3.6 4.8 4.08 3.24/4.56 6.4 8.4 7.04 5.52/7.2 10 13 10.8 8.4/"
        + "6.96 9.6 12.4 10.24 7.92/6.12 8.4 10.8 8.88 6.84",
    "AveragePool, 5x5, kernel_shape=2 2;strides=2 2, 2x2, 4 6/14 16",
    "AveragePool, 5x5, kernel_shape=3 3;strides=2 2;auto_pad=SAME_UPPER, 3x3,"
        + " 4 5.5 7/11.5 13 14.5/19 20.5 22",
    "AveragePool, 4x4, kernel_shape=3 3;strides=2 2;ceil_mode=1, 2x2, 6 7.5/12 13.5",
    "AveragePool, 4x4, kernel_shape=3 3;strides=2 2;ceil_mode=1;count_include_pad=1, 2x2,"
        + " 6 7.5/12 13.5",
    "AveragePool, 3, kernel_shape=2;strides=2;pads=1 0;count_include_pad=1, 2, 0.5 2.5",
    "GlobalAveragePool, 3x3, '', 1x1, 5",
    "GlobalMaxPool, 3x3, '', 1x1, 9"
  })
  void pools(String op, String x, String attributes, String shape, String y) {
    String in = graph.input(dims("1x" + x));
    String out = graph.node(op, List.of(in), attributes(attributes));
    check(out, counting(1, Tensor.size(dims(x))), "1x" + shape, y);
  }

  @Test
  void channelsArePooledApart() {
    String in = graph.input(2, 2, 2);
    String y = graph.node("MaxPool", List.of(in), integers("kernel_shape", 1L, 2L));
    check(y, new float[] {1, 0, 3, 4, -5, -6, -8, -7}, "2x2x1", "1 4 -5 -7");
  }

  /** The example of the specification: eight channels counting 0 … 5, 9 … 14, 18 … */
  @ParameterizedTest
  @CsvSource({
    "DCR, 0 18 1 19 2 20/36 54 37 55 38 56/3 21 4 22 5 23/39 57 40 58 41 59/"
        + "9 27 10 28 11 29/45 63 46 64 47 65/12 30 13 31 14 32/48 66 49 67 50 68",
    "CRD, 0 9 1 10 2 11/18 27 19 28 20 29/3 12 4 13 5 14/21 30 22 31 23 32/"
        + "36 45 37 46 38 47/54 63 55 64 56 65/39 48 40 49 41 50/57 66 58 67 59 68"
  })
  void depthBecomesSpace(String mode, String y) {
    String in = graph.input(8, 2, 3);
    float[] x = new float[48];
    for (int i = 0; i < 48; i++) {
      x[i] = i / 6 * 9 + i % 6;
    }
    String attributes = "blocksize=2;mode=" + mode;
    check(graph.node("DepthToSpace", List.of(in), attributes(attributes)), x, "2x4x6", y);
  }

  @ParameterizedTest
  @CsvSource({
    "2x2, 2 3, 4x6, '', 1 1 1 2 2 2/1 1 1 2 2 2/3 3 3 4 4 4/3 3 3 4 4 4",
    "2x2, 2 3, 4x6, coordinate_transformation_mode=asymmetric;nearest_mode=floor,"
        + " 1 1 1 2 2 2/1 1 1 2 2 2/3 3 3 4 4 4/3 3 3 4 4 4",
    "2x4, 0.6 0.6, 1x2, '', 1 3",
    "1x3, 1 2, 1x6, coordinate_transformation_mode=asymmetric;nearest_mode=ceil, 1 2 2 3 3 3",
    "1x3, 1 1.5, 1x4, coordinate_transformation_mode=asymmetric;nearest_mode=floor, 1 1 2 3"
  })
  void resizesByFactors(String x, String factors, String shape, String attributes, String y) {
    String in = graph.input(dims("1x" + x));
    String[] two = factors.split(" ");
    float[] four = {1, 1, Float.parseFloat(two[0]), Float.parseFloat(two[1])};
    String none = graph.floats(new float[0], 0);
    List<String> operands = List.of(in, none, graph.floats(four, 4));
    String out = graph.node("Resize", operands, attributes(attributes));
    check(out, counting(1, Tensor.size(dims(x))), "1x" + shape, y);
  }

  @ParameterizedTest
  @CsvSource({
    "2x2, 7x8, '', 1 1 1 1 2 2 2 2/1 1 1 1 2 2 2 2/1 1 1 1 2 2 2 2/1 1 1 1 2 2 2 2/"
        + "3 3 3 3 4 4 4 4/3 3 3 3 4 4 4 4/3 3 3 3 4 4 4 4",
    "4x4, 8x8, coordinate_transformation_mode=align_corners;nearest_mode=floor,"
        + " 1 1 1 2 2 3 3 4/1 1 1 2 2 3 3 4/1 1 1 2 2 3 3 4/5 5 5 6 6 7 7 8/"
        + "5 5 5 6 6 7 7 8/9 9 9 10 10 11 11 12/9 9 9 10 10 11 11 12/13 13 13 14 14 15 15 16",
    "4x4, 8x8, coordinate_transformation_mode=asymmetric;nearest_mode=ceil,"
        + " 1 2 2 3 3 4 4 4/5 6 6 7 7 8 8 8/5 6 6 7 7 8 8 8/9 10 10 11 11 12 12 12/"
        + "9 10 10 11 11 12 12 12/13 14 14 15 15 16 16 16/13 14 14 15 15 16 16 16/"
        + "13 14 14 15 15 16 16 16",
    "4x4, 8x8, coordinate_transformation_mode=half_pixel;nearest_mode=round_prefer_ceil,"
        + " 1 1 2 2 3 3 4 4/1 1 2 2 3 3 4 4/5 5 6 6 7 7 8 8/5 5 6 6 7 7 8 8/"
        + "9 9 10 10 11 11 12 12/9 9 10 10 11 11 12 12/13 13 14 14 15 15 16 16/"
        + "13 13 14 14 15 15 16 16"
  })
  void resizesToSizes(String x, String shape, String attributes, String y) {
    String in = graph.input(dims("1x" + x));
    int[] out = dims(shape);
    List<String> operands = List.of(in, "", "", graph.longs(1, 1, out[0], out[1]));
    String name = graph.node("Resize", operands, attributes(attributes));
    check(name, counting(1, Tensor.size(dims(x))), "1x" + shape, y);
  }

  @Test
  void upsamplesByFactors() {
    String in = graph.input(1, 2, 2);
    String factors = graph.floats(new float[] {1, 1, 2, 3}, 4);
    String y = graph.node("Upsample", List.of(in, factors), text("mode", "nearest"));
    check(y, counting(1, 4), "1x4x6", "1 1 1 2 2 2/1 1 1 2 2 2/3 3 3 4 4 4/3 3 3 4 4 4");
  }

  @Test
  void channelsAreJoined() {
    String in = graph.input(2, 1, 2);
    String pooled = graph.node("MaxPool", List.of(in), integers("kernel_shape", 1L, 1L));
    String doubled = graph.node("Add", List.of(in, pooled));
    String y = graph.node("Concat", List.of(doubled, in), integer("axis", 1));
    check(y, counting(1, 4), "4x1x2", "2 4 6 8 1 2 3 4");
  }

  @Test
  void rowsAreJoined() {
    String in = graph.input(2, 1, 2);
    String y = graph.node("Concat", List.of(in, in), integer("axis", -1));
    check(y, counting(1, 4), "2x1x4", "1 2 1 2 3 4 3 4");
  }

  @Test
  void aBorderIsAdded() {
    String in = graph.input(1, 1, 2);
    String pads = graph.longs(0, 0, 1, 0, 0, 0, 0, 2);
    String y = graph.node("Pad", List.of(in, pads, graph.scalar(9)), text("mode", "constant"));
    check(y, counting(1, 2), "1x2x4", "9 9 9 9/1 2 9 9");
  }

  @Test
  void mapsAreFlattenedTransposedAndReshaped() {
    String in = graph.input(2, 1, 3);
    String hwc = graph.node("Transpose", List.of(in), integers("perm", 0L, 2L, 3L, 1L));
    String flat = graph.node("Flatten", List.of(hwc), integer("axis", 1));
    String y = graph.node("Reshape", List.of(flat, graph.longs(0, 3, -1)));
    check(y, counting(1, 6), "3x2", "1 4 2 5 3 6");
  }

  @Test
  void channelsAreNormalizedApart() {
    String in = graph.input(2, 1, 2);
    String scale = graph.floats(new float[] {1, -3}, 2);
    String bias = graph.floats(new float[] {0, 10}, 2);
    String mean = graph.floats(new float[] {1, 0}, 2);
    String variance = graph.floats(new float[] {4, 9}, 2);
    String y =
        graph.node(
            "BatchNormalization",
            List.of(in, scale, bias, mean, variance),
            GraphWriter.real("epsilon", 0));
    check(y, counting(1, 4), "2x1x2", "0 0.5 7 6");
  }
}
