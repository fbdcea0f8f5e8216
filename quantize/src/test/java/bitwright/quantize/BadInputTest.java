package bitwright.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unacceptable files get one sentence that names the cause, without hanging. */
class BadInputTest {

  /** Seconds after which an import counts as hanging; the longest takes some milliseconds. */
  static final int HANGS = 20;

  static List<BadInput> badInputs() {
    return BadInput.all();
  }

  @Test
  void thereAreEnoughOfThem() {
    List<BadInput> all = badInputs();
    assertTrue(all.size() >= 80, all.size() + " bad inputs");
    assertEquals(all.size(), all.stream().map(BadInput::name).distinct().count());
  }

  @Test
  void theModelTheyAreMadeOfIsFine() {
    ImportResult result =
        QonnxImporter.load(SmallNetwork.builder().bytes(), "small", ImportOptions.defaults());
    assertEquals(2, result.network().layers().size());
    assertEquals(List.of(), result.notices());
  }

  @ParameterizedTest
  @MethodSource("badInputs")
  void isRefusedInOneSentence(BadInput input, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(file, input.bytes());
    ImportException e =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(HANGS),
            () ->
                assertThrows(
                    ImportException.class,
                    () -> QonnxImporter.read(file, ImportOptions.defaults())));
    assertOneSentence(e.getMessage());
    assertNull(e.getCause(), "the cause is foreseen, not an accident: " + e.getCause());
    for (String name : input.named()) {
      assertTrue(e.getMessage().contains(name), name + " is not in: " + e.getMessage());
    }
  }

  @Test
  void aMissingFileAndAFolderAreRefused(@TempDir Path folder) {
    for (Path path : List.of(folder, folder.resolve("none.onnx"))) {
      ImportException e =
          assertThrows(
              ImportException.class, () -> QonnxImporter.read(path, ImportOptions.defaults()));
      assertOneSentence(e.getMessage());
    }
  }

  static void assertOneSentence(String message) {
    assertTrue(message.matches("[^\\p{Cntrl}]{20,700}"), message);
    assertTrue(!message.endsWith(".") && !message.contains(". "), message);
    assertTrue(!message.contains("Exception") && !message.contains("null"), message);
  }
}
