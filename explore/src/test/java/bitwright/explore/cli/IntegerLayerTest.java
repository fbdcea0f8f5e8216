package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.explore.npy.NpyException;
import bitwright.quantize.writer.QonnxBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer of a model that is not imported as a whole. */
class IntegerLayerTest {

  private static final String NODE = "/dense/MatMul";

  @TempDir private Path folder;

  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    QonnxBuilder builder = new QonnxBuilder();
    String ids = builder.input("ids", 0, 2);
    builder.input("mask", 0, 2);
    builder.node("", "DynamicQuantizeLinear", "quantize", List.of(ids), List.of("q", "s", "z"));
    String weights = builder.raw("w", 3, new byte[] {1, -2, 3, 4, 5, -6}, 2, 3);
    builder.node("", "MatMulInteger", NODE, List.of("q", weights, "z"), List.of("sums"));
    builder.output("sums", 0, 3);
    model = Files.write(folder.resolve("two-inputs.onnx"), builder.bytes());
  }

  @Test
  void theWholeModelIsRefusedWithTheOptionThatHelps() {
    String message = CliRun.of("describe", model).refused(ExitCode.DATA);
    assertTrue(message.contains("2 inputs"), message);
    assertTrue(message.contains("--layer '" + NODE + "'"), message);
  }

  @Test
  void aLayerIsDescribed() {
    var json = CliRun.of("describe", model, "--layer", NODE, "--json").ok().json();
    assertEquals("int9n", json.get("inputFormat").asText());
    assertEquals(6, json.get("macs").asInt());
    assertEquals(1, json.get("layers").size());
    assertEquals("dense_matmul", json.get("layers").get(0).get("name").asText());
    assertEquals("int4n", json.get("layers").get(0).get("weightFormat").asText());
  }

  @Test
  void aLayerRuns() throws IOException, NpyException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.write(NpyArray.of(new float[] {10, -255, 0, 1}, List.of(2, 2)), bytes);
    Path inputs = Files.write(folder.resolve("x.npy"), bytes.toByteArray());
    Path outputs = folder.resolve("y.npy");
    CliRun.of("run", model, "--layer", NODE, "--inputs", inputs, "--outputs", outputs).ok();
    NpyArray y = Npy.read(outputs);
    double[] expected = {-1010, -1295, 1560, 4, 5, -6};
    assertEquals("(2, 3)", y.shapeText());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], y.real(i));
    }
  }

  @Test
  void otherNodesAreRefused() {
    for (String node : List.of("quantize", "nothing")) {
      String message = CliRun.of("describe", model, "--layer", node).refused(ExitCode.DATA);
      assertTrue(message.contains("'" + node + "'"), message);
      assertTrue(message.contains("MatMul"), message);
    }
    String whole = CliRun.of("describe", "digits-int4", "--layer", NODE).refused(ExitCode.DATA);
    assertTrue(whole.contains("MatMulInteger"), whole);
  }
}
