package bitwright.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.rtl.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no hardware is made for is refused on import, in one sentence with node and reason. */
class RefusalTest {

  static List<Refusal> refusals() {
    return Refusals.all();
  }

  private static Network load(Refusal refusal) {
    return QonnxImporter.load(refusal.bytes(), "refused", ImportOptions.defaults()).network();
  }

  @Test
  void thereAreEnoughOfThem() {
    List<Refusal> all = refusals();
    assertTrue(all.size() >= 60, all.size() + " refusals");
    assertEquals(all.size(), all.stream().map(Refusal::name).distinct().count());
  }

  @Test
  void whatTheyAreMadeOfIsFine() {
    Refusal fine =
        Refusal.of(
            "fine",
            (b, x) -> b.node("Conv", "good", List.of(x, Refusal.weights(b, "w", 8, 4, 3, 3))));
    assertNotNull(load(fine));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isRefusedInOneSentence(Refusal refusal) {
    ImportException e = assertThrows(ImportException.class, () -> load(refusal));
    assertNull(e.getCause(), "the cause is foreseen, not an accident: " + e.getMessage());
    assertTrue(e.getMessage().matches("[^\\p{Cntrl}]{20,700}"), e.getMessage());
    assertFalse(e.getMessage().contains(". "), e.getMessage());
    for (String part : refusal.named()) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }

  @Test
  void nothingIsGenerated(@TempDir Path folder) throws IOException {
    Refusal refusal = refusals().get(0);
    Path model = folder.resolve("model.onnx");
    Path out = folder.resolve("out");
    Files.write(model, refusal.bytes());
    CommandLineRun run = CommandLineRun.of("generate", model, "--out", out);
    assertTrue(run.exitCode() != 0, run.out());
    assertTrue(run.err().contains(refusal.named().get(0)), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(Files.exists(out), "a refused model left " + out);
  }
}
