package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README names is there. */
class ReadmeTest {

  private static final Path ROOT = CliRun.root();

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> links = matches("\\]\\(([^)#:]+)\\)");
    assertTrue(links.size() >= 8, links.toString());
    links.forEach(link -> assertTrue(Files.exists(ROOT.resolve(link)), link));
  }

  @Test
  void commandsAndTheirOptionsExist() throws IOException {
    Set<String> commands = new TreeSet<>();
    for (String line : matches("(?m)^\\./bitwright +(\\S+.*)$")) {
      String[] words = line.split("\\s{2,}(?=[A-Za-z]+[ ,])")[0].split("\\s+");
      String help = CliRun.of(words[0], "--help").ok().out();
      commands.add(words[0]);
      for (String word : words) {
        assertTrue(!word.startsWith("--") || help.contains(word), line + " has " + word);
      }
    }
    assertEquals(
        Set.of("demo", "describe", "verify", "generate", "estimate", "quantize", "explore", "run"),
        commands);
  }

  private static List<String> matches(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map((MatchResult m) -> m.group(1))
        .toList();
  }
}
