package bitwright.quantize.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.quantize.Damage;
import bitwright.quantize.ImportException;
import bitwright.quantize.graph.ElementType;
import bitwright.quantize.writer.QonnxBuilder;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no integer layer is refused in one sentence that names it. */
class IntegerLayersRefusalTest {

  private static final String NODE = "/dense/MatMul";

  /** A model gone wrong and words that its refusal has. */
  record Bad(String name, QonnxBuilder model, List<String> named) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> models() {
    return Stream.of(
        bad("attribute", g -> node(g).addAttribute(QonnxBuilder.attribute("axis", 1)), "'axis'"),
        bad("a fifth input", g -> node(g).addInput("w"), "5 inputs"),
        bad("one input", g -> node(g).clearInput().addInput("q"), "1 inputs"),
        bad("no output", g -> node(g).clearOutput(), "0 outputs"),
        bad("weights of the run", g -> node(g).setInput(1, "q"), "'q'", "not an initializer"),
        bad("a constant input", g -> node(g).setInput(0, "w"), "'w'", "second input"),
        bad("float weights", g -> weightsOf(g, 1, 4), "'w'", "FLOAT"),
        bad("weights of 16 bits", g -> weightsOf(g, 5, 2), "'w'", "INT16"),
        bad("a row of weights", g -> weights(g, 35), "'w'", "[35]"),
        bad("no weights", g -> weights(g, 0, 5).clearRawData(), "'w'", "[0,5]"),
        bad("zero-points per input", g -> zero(g).addDims(1).addDims(5), "'w_zero'", "[1,5]"),
        bad("signed zero-points", g -> zero(g).addDims(5).setDataType(3), "'w_zero'", "INT8"),
        bad("zero-point of the run", g -> node(g).setInput(3, "q_zero"), "'q_zero'"),
        bad("a scale as zero-point", g -> node(g).setInput(2, "scale"), "'scale'"),
        bad("zero-points per row", g -> node(g).setInput(2, "w_zero"), "'w_zero'", "[5]"),
        bad("another quantizer's", IntegerLayersRefusalTest::secondQuantizer, "'other_zero'"),
        bad("an unknown maker", g -> g.getNodeBuilder(0).setOpType("Relu"), "Relu 'quantize'"),
        bad("sums of 33 bits", IntegerLayersRefusalTest::manyColumns, "int32"));
  }

  private static Bad bad(String name, Consumer<GraphProto.Builder> damage, String... named) {
    QonnxBuilder model = perRun(SmallModel.ROWS).plain();
    damage.accept(model.graph());
    return new Bad(name, model, List.of(named));
  }

  private static SmallModel perRun(int zeros) {
    return new SmallModel(ElementType.UINT8, ElementType.UINT8, SmallModel.Zero.PER_RUN, zeros);
  }

  private static NodeProto.Builder node(GraphProto.Builder graph) {
    return graph.getNodeBuilder(1);
  }

  private static TensorProto.Builder weights(GraphProto.Builder graph, long... dims) {
    var tensor = graph.getInitializerBuilder(0).clearDims();
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor;
  }

  private static TensorProto.Builder zero(GraphProto.Builder graph) {
    return graph.getInitializerBuilder(1).clearDims();
  }

  private static void weightsOf(GraphProto.Builder graph, int type, int bytesEach) {
    weights(graph, 7, 5)
        .setDataType(type)
        .setRawData(ByteString.copyFrom(new byte[35 * bytesEach]));
  }

  private static void secondQuantizer(GraphProto.Builder graph) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("DynamicQuantizeLinear")
            .addInput("real")
            .addAllOutput(List.of("other", "other_scale", "other_zero")));
    node(graph).setInput(2, "other_zero");
  }

  private static void manyColumns(GraphProto.Builder graph) {
    byte[] bytes = new byte[5 * 40_000];
    Arrays.fill(bytes, (byte) 255);
    weights(graph, 40_000, 5).setRawData(ByteString.copyFrom(bytes));
  }

  @Test
  void thereAreEnoughOfThemAndTheUndamagedModelIsFine() {
    assertTrue(models().count() >= 18);
    assertEquals(NODE, IntegerLayers.read(perRun(5).plain().bytes()).layer(NODE).node());
  }

  @ParameterizedTest
  @MethodSource("models")
  void isRefusedInOneSentence(Bad bad) {
    IntegerLayers layers = IntegerLayers.read(bad.model().bytes());
    refused(() -> layers.layer(NODE), Stream.concat(Stream.of(NODE), bad.named().stream()));
  }

  @Test
  void otherNodesAndUnknownNamesAreRefused() {
    IntegerLayers layers = IntegerLayers.read(perRun(5).plain().bytes());
    refused(() -> layers.layer("quantize"), Stream.of("DynamicQuantizeLinear 'quantize'"));
    refused(() -> layers.layer("softmax"), Stream.of("'softmax'", NODE));
  }

  @Test
  void modelsWithoutIntegerLayersAreRefused(@TempDir Path folder) {
    QonnxBuilder plain = perRun(5).plain();
    node(plain.graph()).setOpType("MatMul");
    refused(() -> IntegerLayers.read(plain.bytes()), Stream.of("MatMulInteger"));
    QonnxBuilder twice = perRun(5).plain();
    twice.graph().addNode(node(twice.graph()).clone().setOutput(0, "again"));
    refused(() -> IntegerLayers.read(twice.bytes()), Stream.of(NODE));
    QonnxBuilder same = perRun(5).plain();
    same.graph().addNode(node(same.graph()).clone().setName("again"));
    refused(() -> IntegerLayers.read(same.bytes()), Stream.of("'sums'"));
    refused(() -> IntegerLayers.read(new byte[] {1, 2, 3}), Stream.of("ONNX"));
    refused(() -> IntegerLayers.read(folder.resolve("none.onnx")), Stream.of("none.onnx"));
    refused(() -> IntegerLayers.read(folder), Stream.of(folder.toString()));
  }

  @Test
  void damagedFilesAreLayersOrASentence() {
    byte[] valid = perRun(5).plain().bytes();
    Random random = new Random(6);
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      try {
        IntegerLayers.read(Damage.of(valid, random)).layers().get(0).network("damaged");
        accepted++;
      } catch (ImportException e) {
        assertTrue(e.getMessage().matches("[^\\p{Cntrl}]{20,700}"), e.getMessage());
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed 6, file " + i, e);
      }
    }
    assertTrue(accepted > 100 && refused > 100, accepted + " accepted, " + refused + " refused");
  }

  private static void refused(Runnable action, Stream<String> named) {
    String message = assertThrows(ImportException.class, action::run).getMessage();
    assertTrue(message.matches("[^\\p{Cntrl}]{20,700}"), message);
    assertTrue(!message.endsWith(".") && !message.contains("null"), message);
    named.forEach(word -> assertTrue(message.contains(word), word + " is not in: " + message));
  }
}
