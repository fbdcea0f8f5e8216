package bitwright.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistPackageTest {

  @TempDir Path folder;

  private void write(int digit, String json) throws IOException {
    Path file = folder.resolve("src/digits/" + digit + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }

  @Test
  void everyByteSurvivesItsThreeDecimals() throws IOException {
    String pixels =
        IntStream.range(0, Digits.PIXELS)
            .mapToObj(i -> String.format(Locale.ROOT, "%.3f", (i % 256) / 255.0))
            .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    for (int digit = 0; digit < 10; digit++) {
      write(digit, pixels);
    }
    Digits digits = MnistPackage.read(folder);
    assertEquals(10, digits.size());
    for (int i = 0; i < Digits.PIXELS; i++) {
      assertEquals(i % 256, digits.images().get(7)[i] & 0xFF);
    }
    assertEquals(7, digits.labels().get(7));
  }

  @Test
  void wrongFoldersAndFilesAreNamed() throws IOException {
    String missing = assertThrows(IOException.class, () -> MnistPackage.read(folder)).getMessage();
    assertTrue(missing.contains("0.json is missing"), missing);
    write(0, "{\"data\":[0.5]}");
    String partial = assertThrows(IOException.class, () -> MnistPackage.read(folder)).getMessage();
    assertTrue(partial.contains("whole images"), partial);
    write(0, "{\"data\":");
    String broken = assertThrows(IOException.class, () -> MnistPackage.read(folder)).getMessage();
    assertTrue(broken.contains("is not the JSON"), broken);
  }
}
