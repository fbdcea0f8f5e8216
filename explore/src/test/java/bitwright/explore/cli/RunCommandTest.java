package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.explore.npy.NpyException;
import bitwright.explore.npy.NpyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  private static final Path DIGITS = CliRun.root().resolve("models/digits.npy");

  @TempDir private Path folder;

  @Test
  void writesTheRealOutputsRoundedOnce() throws IOException, NpyException {
    NpyArray y = run("--inputs", DIGITS, "--limit", 100);
    assertEquals(NpyType.FLOAT32, y.type());
    assertEquals(List.of(100, 10), y.shape());
    Evaluation golden = golden(100);
    for (int i = 0; i < y.size(); i++) {
      assertEquals((float) golden.outputs(i / 10)[i % 10], (float) y.real(i));
    }
  }

  @Test
  void writesTheExactAccumulators() throws IOException, NpyException {
    NpyArray y = run("--limit", 100, "--accumulators");
    assertEquals(NpyType.INT64, y.type());
    Evaluation golden = golden(100);
    for (int i = 0; i < y.size(); i++) {
      assertEquals(golden.outputInteger(i / 10, i % 10).longValueExact(), y.integer(i));
    }
  }

  @Test
  void hardwareWritesTheSameFile() throws IOException {
    Path golden = folder.resolve("golden.npy");
    Path rtl = folder.resolve("rtl.npy");
    CliRun.of("run", "digits-shift", "--limit", 30, "--outputs", golden).ok();
    CliRun.of("run", "digits-shift", "--limit", 30, "--engine", "rtl", "--outputs", rtl).ok();
    assertArrayEquals(Files.readAllBytes(golden), Files.readAllBytes(rtl));
  }

  @Test
  void bytesArePixelsUnlessTheyAreCalledIntegers() throws IOException, NpyException {
    NpyArray digits = Npy.read(DIGITS);
    float[] scaled = new float[10 * 784];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = digits.integer(i) / 255f;
    }
    Path file = folder.resolve("scaled.npy");
    try (var out = Files.newOutputStream(file)) {
      Npy.write(NpyArray.of(scaled, List.of(10, 784)), out);
    }
    NpyArray pixels = run("--inputs", DIGITS, "--limit", 10);
    assertEquals(pixels.data(), run("--inputs", file).data());
    NpyArray integers = run("--inputs", DIGITS, "--limit", 10, "--uint8", "integers");
    assertFalse(pixels.data().equals(integers.data()));
  }

  @Test
  void replacesAnOldFileAndLeavesNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("y.npy"), "old");
    CliRun.of("run", "digits-int4", "--limit", 3, "--outputs", file).ok();
    assertTrue(Files.size(file) > 128);
    CliRun.of("run", "digits-int4", "--limit", 3, "--inputs", "nosuch.npy", "--outputs", file);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertTrue(Files.size(file) > 128, "a failed run leaves the older result alone");
  }

  private NpyArray run(Object... options) throws IOException, NpyException {
    Path file = folder.resolve("y.npy");
    Object[] arguments = new Object[options.length + 4];
    arguments[0] = "run";
    arguments[1] = "digits-int4";
    arguments[2] = "--outputs";
    arguments[3] = file;
    System.arraycopy(options, 0, arguments, 4, options.length);
    CliRun.of(arguments).ok();
    return Npy.read(file);
  }

  private static Evaluation golden(int vectors) {
    Home home = new Home(CliRun.root());
    var network = Model.bundled(home, "digits-int4").network();
    Samples samples = SampleFiles.digits(home, network, java.util.Optional.empty()).first(vectors);
    return new GoldenModel(network).evaluate(samples.values());
  }
}
