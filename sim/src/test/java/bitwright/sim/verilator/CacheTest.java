package bitwright.sim.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.sim.stream.Progress;
import bitwright.sim.tool.SimulationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds are made once per content, in a folder of this test's own. */
class CacheTest {

  private static final String PROPERTY = "bitwright.cache";
  private static final String SHIM = "#define OPERATORS(X) X(0)\n";

  @TempDir Path cache;

  private final List<String> stages = new ArrayList<>();

  @BeforeEach
  void useOwnCache() {
    System.setProperty(PROPERTY, cache.resolve("with space").toString());
  }

  @AfterEach
  void useCommonCache() {
    System.clearProperty(PROPERTY);
  }

  private Path build(String expression) {
    Progress progress = (stage, done, total) -> stages.add(stage);
    String text =
        "module tiny (input [3:0] a, input [3:0] b, output [3:0] result_0); assign result_0 = %s; endmodule\n"
            .formatted(expression);
    TreeMap<String, byte[]> sources = new TreeMap<>();
    sources.put("tiny.sv", text.getBytes(StandardCharsets.UTF_8));
    return VerilatorBuild.of(
        new Design("tiny", sources, List.of()),
        "operators.cpp",
        SHIM + VerilatorBuild.resource("operators.cpp"),
        Flavor.VCD,
        progress);
  }

  @Test
  void aDamagedBuildIsMadeAnew() throws IOException {
    Path library = build("a | b").resolve(VerilatorBuild.LIBRARY);
    byte[] whole = Files.readAllBytes(library);
    for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, 1000), flipped(whole))) {
      Files.write(library, damaged);
      stages.clear();
      build("a | b");
      assertFalse(stages.isEmpty(), "a library of " + damaged.length + " bytes was taken");
      assertEquals(whole.length, Files.size(library));
    }
    Files.delete(library);
    build("a | b");
    assertTrue(Files.exists(library));
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }

  @Test
  void equalContentIsBuiltOnceAndAFailureLeavesNothing() throws IOException {
    Path first = build("a & b");
    assertTrue(Files.exists(first.resolve(VerilatorBuild.LIBRARY)));
    assertTrue(stages.contains("compile"));
    stages.clear();

    assertEquals(first, build("a & b"));
    assertEquals(List.of(), stages);

    assertNotEquals(first, build("a | b"));
    assertTrue(stages.contains("compile"));

    List<Path> before = folders();
    SimulationException problem =
        assertThrows(SimulationException.class, () -> build("a & nowhere"));
    assertTrue(problem.getMessage().contains("nowhere"), problem.getMessage());
    assertEquals(before, folders());
    assertFalse(before.isEmpty());
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("with space").resolve("sim"))) {
      return files.sorted().toList();
    }
  }
}
