package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples of every command's help are command lines that work. */
class HelpExamplesTest {

  @TempDir Path folder;

  private static CommandLine line() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine line =
        new CommandLine(
            new Bitwright(new Console(nowhere, nowhere, false, false), new Home(CliRun.root())));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /** The arguments of each example by command, without the remarks behind them. */
  private static Map<String, List<List<String>>> examples() {
    Map<String, List<List<String>>> examples = new TreeMap<>();
    for (String command : line().getSubcommands().keySet()) {
      String help = CliRun.of(command, "--help").ok().out();
      List<List<String>> of = new ArrayList<>();
      help.lines()
          .map(String::strip)
          .filter(text -> text.startsWith("./bitwright "))
          .map(text -> text.substring("./bitwright ".length()).split("\\s{2,}")[0])
          .forEach(text -> of.add(Arrays.asList(text.split(" "))));
      examples.put(command, of);
    }
    return examples;
  }

  @Test
  void everyExampleIsAValidCommandLine() {
    int parsed = 0;
    for (Map.Entry<String, List<List<String>>> command : examples().entrySet()) {
      for (List<String> example : command.getValue()) {
        assertEquals(command.getKey(), example.get(0));
        line().parseArgs(example.toArray(String[]::new));
        parsed++;
      }
      assertFalse(command.getValue().isEmpty(), command.getKey() + " has no example");
    }
    assertTrue(parsed >= 30, "only " + parsed);
  }

  @Test
  void estimatesPackagesAndQuantizedNetworksOfTheExamplesAreMade() {
    int run = 0;
    for (String command : List.of("formats", "describe", "estimate", "generate", "quantize")) {
      for (List<String> example : examples().get(command)) {
        if (!example.contains("--synthesize")) {
          CliRun.of(example.stream().map(this::here).toArray()).ok();
          run++;
        }
      }
    }
    assertTrue(run >= 21, "only " + run);
  }

  @Test
  void refitsOfTheExamplesReadTheCommittedMeasurements() throws IOException {
    Path committed =
        CliRun.root().resolve("cost-model/src/main/resources/bitwright/cost/calibration");
    try (Stream<Path> files = Files.list(committed)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    int run = 0;
    for (List<String> example : examples().get("calibrate")) {
      if (example.contains("--refit")) {
        List<Object> arguments = new ArrayList<>(example);
        arguments.addAll(List.of("--out", folder));
        CliRun.of(arguments.toArray()).ok();
        run++;
      }
    }
    assertEquals(1, run);
    String fit = Files.readString(folder.resolve("ice40.json"));
    assertTrue(fit.contains("calibrate --family ice40 --seeds 1\""), "rows are of one synthesis");
  }

  /** A word of an example with the files that its reader would have. */
  private Object here(String word) {
    if (word.equals("my-model.onnx")) {
      return CliRun.root().resolve("models/digits-int4.onnx");
    }
    if (word.equals("my.onnx")) {
      return CliRun.root().resolve("models/float/digits-cnn-float.onnx");
    }
    if (word.equals("x.npy")) {
      return CliRun.root().resolve("models/digits-calibration.npy");
    }
    return word.matches("(build|rtl-out|again|q.onnx)(/.*)?") ? folder.resolve(word) : word;
  }
}
