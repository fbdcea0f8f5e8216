package bitwright.arith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/number-formats.md} is what the formats say of themselves. */
class NumberFormatsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "number-formats.md");

  @Test
  void theTableShowsEveryFormatAsItIs() throws IOException {
    List<String> expected =
        FormatSummary.catalogue().stream().map(NumberFormatsPageTest::row).toList();
    List<String> shown =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    assertTrue(expected.size() >= 40, "catalogue of " + expected.size());
    assertEquals(String.join("\n", expected), String.join("\n", shown));
  }

  static String row(FormatSummary f) {
    return "| `%s` | %d | %s … %s | %s | %d | %d | %d |"
        .formatted(
            f.name(),
            f.bits(),
            f.min().toPlainString(),
            f.max().toPlainString(),
            f.step().toPlainString(),
            f.imageBits(),
            f.accumulatorBits32(),
            f.accumulatorBits4096());
  }
}
