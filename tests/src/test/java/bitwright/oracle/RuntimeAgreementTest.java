package bitwright.oracle;

import static bitwright.oracle.GraphWriter.integer;
import static bitwright.oracle.GraphWriter.integers;
import static bitwright.oracle.GraphWriter.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle's operators on feature maps beside those of ONNX Runtime, on random attributes and on
 * small integers, which float32 sums hold exactly.
 */
class RuntimeAgreementTest {

  private static final int GRAPHS = Boolean.getBoolean("bitwright.nightly") ? 2_000 : 60;

  private Random random;
  private GraphWriter graph;
  private int channels;
  private int[] spatial;

  @ParameterizedTest
  @CsvSource({
    "Conv", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "DepthToSpace",
    "Resize", "Upsample", "Concat", "Pad", "Transpose", "BatchNormalization"
  })
  void theRuntimeComputesTheSame(String op) throws OrtException {
    long elements = 0;
    for (int i = 0; i < GRAPHS; i++) {
      long seed = 1_000L * i + op.hashCode();
      begin(op, seed);
      graph.output(node(op, "x"));
      elements += compare(graph.bytes(), numbers(channels * Tensor.size(spatial)), op, seed);
    }
    System.out.printf("%s: %d graphs, %,d elements as ONNX Runtime%n", op, GRAPHS, elements);
    assertTrue(elements > 2L * GRAPHS, elements + " elements");
  }

  @Test
  void anotherBorderIsSeen() throws OrtException {
    float[] x = {1, 2, 3, 4, 5};
    byte[] right = bordered(1, 0);
    byte[] wrong = bordered(0, 1);
    Tensor<Rational> expected = run(right, x);
    assertArrayEquals(expected.shape(), runtime(right, x).shape());
    assertEquals(3, compared(expected, runtime(right, x)));
    assertThrows(AssertionError.class, () -> compared(expected, runtime(wrong, x)));
  }

  private static byte[] bordered(long before, long after) {
    GraphWriter graph = new GraphWriter();
    String in = graph.input(1, 5);
    String w = graph.floats(new float[] {1, 10}, 1, 1, 2);
    AttributeProto strides = integers("strides", 2L);
    graph.output(
        graph.node("Conv", List.of(in, w), integers("pads", before, after), strides), 1, 3);
    return graph.bytes();
  }

  private void begin(String op, long seed) {
    random = new Random(seed);
    graph = new GraphWriter();
    boolean blocks = op.equals("DepthToSpace");
    channels = blocks ? pick(4, 8, 9, 12, 16) : pick(1, 2, 3, 4);
    spatial = random.ints(blocks || random.nextInt(3) > 0 ? 2 : 1, 1, 9).toArray();
    graph.input(dims(channels, spatial));
  }

  private static int[] dims(int channels, int[] spatial) {
    return IntStream.concat(IntStream.of(channels), Arrays.stream(spatial)).toArray();
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private float[] numbers(int count) {
    float[] x = new float[count];
    IntStream.range(0, count).forEach(i -> x[i] = random.nextInt(33) - 16);
    return x;
  }

  private static Long[] boxed(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Long::valueOf).toArray(Long[]::new);
  }

  private String node(String op, String x) {
    return switch (op) {
      case "Conv" -> conv(x);
      case "MaxPool", "AveragePool" -> pool(op, x);
      case "DepthToSpace" -> depthToSpace();
      case "Resize" -> resize();
      case "Upsample" -> upsample();
      case "Concat" ->
          graph.node(
              op, List.of(x, graph.node("Relu", List.of(x))), integer("axis", pick(1, 2, -1)));
      case "Pad" -> pad(x);
      case "Transpose" -> graph.node(op, List.of(x), integers("perm", order()));
      case "BatchNormalization" ->
          graph.node(
              op,
              List.of(x, vector(), vector(), vector(), graph.floats(fours(channels), channels)),
              GraphWriter.real("epsilon", 0));
      default -> graph.node(op, List.of(x));
    };
  }

  private String vector() {
    return graph.floats(numbers(channels), channels);
  }

  private static float[] fours(int count) {
    float[] x = new float[count];
    Arrays.fill(x, 4);
    return x;
  }

  private Long[] order() {
    List<Long> order = new ArrayList<>();
    for (long d = 1; d <= spatial.length + 1; d++) {
      order.add(random.nextInt(order.size() + 1), d);
    }
    order.add(0, 0L);
    return order.toArray(Long[]::new);
  }

  /** Kernel, strides, dilations and pads such that at least one window fits. */
  private List<AttributeProto> window(int[] kernel, boolean dilates, boolean halfPads) {
    int rank = spatial.length;
    int[] strides = new int[rank];
    int[] dilations = new int[rank];
    int[] pads = new int[2 * rank];
    String auto =
        pick(0, 0, 1) == 0 ? "" : List.of("SAME_UPPER", "SAME_LOWER", "VALID").get(pick(0, 1, 2));
    for (int d = 0; d < rank; d++) {
      kernel[d] = 1 + random.nextInt(Math.min(4, spatial[d]));
      // With auto_pad and gaps between windows, runtimes disagree on a negative border.
      strides[d] = auto.isEmpty() ? pick(1, 1, 2, 3) : 1 + random.nextInt(kernel[d]);
      boolean fits = 2 * (kernel[d] - 1) < spatial[d] && auto.isEmpty();
      dilations[d] = dilates && fits ? pick(1, 2) : 1;
      int most = halfPads ? kernel[d] - 1 : 2;
      pads[d] = random.nextInt(most + 1);
      pads[rank + d] = random.nextInt(most + 1);
    }
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(integers("kernel_shape", boxed(kernel)));
    attributes.add(integers("strides", boxed(strides)));
    if (dilates) {
      attributes.add(integers("dilations", boxed(dilations)));
    }
    attributes.add(auto.isEmpty() ? integers("pads", boxed(pads)) : text("auto_pad", auto));
    return attributes;
  }

  private String conv(String x) {
    int[] kernel = new int[spatial.length];
    List<AttributeProto> attributes = window(kernel, true, false);
    int groups = channels % 2 == 0 ? pick(1, 2, channels) : pick(1, channels);
    int outputs = groups * pick(1, 2, 3);
    attributes.add(integer("group", groups));
    long[] all =
        IntStream.concat(IntStream.of(outputs, channels / groups), Arrays.stream(kernel))
            .asLongStream()
            .toArray();
    int size = outputs * channels / groups * Tensor.size(kernel);
    List<String> operands = new ArrayList<>(List.of(x, graph.floats(numbers(size), all)));
    if (random.nextBoolean()) {
      operands.add(graph.floats(numbers(outputs), outputs));
    }
    return graph.node("Conv", operands, attributes.toArray(AttributeProto[]::new));
  }

  private String pool(String op, String x) {
    int[] kernel = new int[spatial.length];
    List<AttributeProto> attributes = window(kernel, op.equals("MaxPool"), true);
    boolean pads = attributes.get(attributes.size() - 1).getName().equals("pads");
    boolean ceil = pads && random.nextBoolean();
    if (ceil) {
      attributes.add(integer("ceil_mode", 1));
    }
    // Where windows may reach beyond the padding, the runtime counts as its version pleases.
    if (op.equals("AveragePool")) {
      attributes.add(integer("count_include_pad", ceil ? 0 : random.nextInt(2)));
    }
    return graph.node(op, List.of(x), attributes.toArray(AttributeProto[]::new));
  }

  private String depthToSpace() {
    int block = channels == 9 ? 3 : 2;
    String mode = random.nextBoolean() ? "DCR" : "CRD";
    return graph.node(
        "DepthToSpace", List.of("x"), integer("blocksize", block), text("mode", mode));
  }

  private String resize() {
    String transformation =
        Stream.of("asymmetric", "half_pixel", "pytorch_half_pixel", "align_corners")
            .toList()
            .get(pick(0, 0, 1, 2, 3));
    String nearest =
        List.of("floor", "ceil", "round_prefer_floor", "round_prefer_ceil")
            .get(pick(0, 0, 1, 2, 3));
    AttributeProto[] attributes = {
      text("coordinate_transformation_mode", transformation), text("nearest_mode", nearest)
    };
    int[] factors = random.ints(spatial.length, 1, 5).toArray();
    if (random.nextBoolean()) {
      long[] sizes = new long[spatial.length + 2];
      sizes[0] = 1;
      sizes[1] = channels;
      IntStream.range(0, factors.length)
          .forEach(d -> sizes[d + 2] = (long) spatial[d] * factors[d]);
      return graph.node("Resize", List.of("x", "", "", graph.longs(sizes)), attributes);
    }
    String none = graph.floats(new float[0], 0);
    return graph.node("Resize", List.of("x", none, factors(factors)), attributes);
  }

  private String factors(int[] spatialFactors) {
    float[] all = new float[spatialFactors.length + 2];
    Arrays.fill(all, 1);
    IntStream.range(0, spatialFactors.length).forEach(d -> all[d + 2] = spatialFactors[d]);
    return graph.floats(all, all.length);
  }

  private String upsample() {
    graph.opset(9);
    String factors = factors(random.ints(spatial.length, 1, 4).toArray());
    return graph.node("Upsample", List.of("x", factors), text("mode", "nearest"));
  }

  private String pad(String x) {
    long[] pads = random.longs(2L * spatial.length + 4, 0, 3).toArray();
    pads[0] = 0;
    pads[spatial.length + 2] = 0;
    return graph.node("Pad", List.of(x, graph.longs(pads), graph.scalar(random.nextInt(9))));
  }

  private static Tensor<Rational> run(byte[] model, float[] x) {
    GraphFile file = GraphFile.read(model);
    return new Executor<>(file, new ExactField()).run(x, 0).get(file.output());
  }

  private record Answer(int[] shape, float[] values) {}

  private static Answer runtime(byte[] model, float[] x) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = Arrays.stream(GraphFile.read(model).inputShape()).asLongStream().toArray();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(model, silent(options));
        OnnxTensor in = OnnxTensor.createTensor(environment, FloatBuffer.wrap(x), shape);
        OrtSession.Result result = session.run(Map.of("x", in))) {
      OnnxTensor out = (OnnxTensor) result.get(0);
      float[] values = new float[(int) out.getInfo().getNumElements()];
      out.getFloatBuffer().get(values);
      int[] dims = Arrays.stream(out.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
      return new Answer(dims, values);
    }
  }

  /** Without warnings of shapes that its own inference gets wrong. */
  private static OrtSession.SessionOptions silent(OrtSession.SessionOptions options)
      throws OrtException {
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static int compare(byte[] model, float[] x, String op, long seed) throws OrtException {
    try {
      return compared(run(model, x), runtime(model, x));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(op + " of seed " + seed, e);
    }
  }

  /** The number of elements, which agree to what a division rounds in float32. */
  private static int compared(Tensor<Rational> expected, Answer actual) {
    assertArrayEquals(expected.shape(), actual.shape());
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.get(i).doubleValue();
      assertEquals(e, actual.values()[i], Math.ulp((float) e) * 4.0, "element " + i);
    }
    return expected.size();
  }
}
