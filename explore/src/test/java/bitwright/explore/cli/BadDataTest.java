package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.quantize.writer.QonnxBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that do not fit a network: exit code 3, one sentence, nothing written. */
class BadDataTest {

  @TempDir private Path folder;

  private final Map<String, String> expected = new LinkedHashMap<>();

  @BeforeEach
  void writeFiles() throws IOException {
    float[] two = new float[2 * 784];
    file("flat27.npy", npy(new float[2 * 27 * 27], 2, 27, 27), "[N, 1, 28, 28]");
    file("one-image.npy", npy(new float[784], 28, 28), "[N, 1, 28, 28]");
    file("swapped.npy", npy(two, 2, 56, 14), "[N, 1, 28, 28]");
    file("scalar.npy", npy(new float[1]), "[N, 1, 28, 28]");
    file("none.npy", npy(new float[0], 0, 1, 28, 28), "no vector");
    float[] nan = two.clone();
    nan[784 + 5] = Float.NaN;
    file("nan.npy", npy(nan, 2, 28, 28), "element 5 of vector 1 is NaN");
    file("int64.npy", npy(new long[784], 1, 28, 28), "int64");
    byte[] good = npy(two, 2, 28, 28);
    file("truncated.npy", Arrays.copyOf(good, good.length - 1), "truncated");
    file("trailing.npy", Arrays.copyOf(good, good.length + 1), "trailing");
    file("text.npy", "1,2,3\n".getBytes(StandardCharsets.UTF_8), "not a .npy file");
    file("empty.npy", new byte[0], "not a .npy file");
    file("fortran.npy", replace(good, "False", "True "), "Fortran");
    file("big-endian.npy", replace(good, "<f4", ">f4"), ">f4");
    file("half.npy", replace(good, "<f4", "<f2"), "<f2");
    expected.put("absent.npy", "not a file");
    expected.put(".", "not a file");
  }

  @Test
  void inputsAreRefusedAndNothingIsWritten() throws IOException {
    List<Path> before = list();
    int refused = 0;
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      Path input = folder.resolve(entry.getKey());
      Path output = folder.resolve("y.npy");
      String message =
          CliRun.of("run", "digits-int4", "--inputs", input, "--outputs", output)
              .refused(ExitCode.DATA);
      assertTrue(message.contains("--inputs"), message);
      assertTrue(message.contains(entry.getValue()), entry.getKey() + " → " + message);
      refused++;
    }
    assertEquals(16, refused);
    assertEquals(before, list());
  }

  @Test
  void labelsAreRefused() throws IOException {
    file("x.npy", npy(new float[2 * 784], 2, 784), "");
    file("three.npy", npy(new long[3], 3), "(2,)");
    file("column.npy", npy(new long[2], 2, 1), "(2,)");
    file("real.npy", npy(new float[2], 2), "float32");
    file("ten.npy", npy(new long[] {3, 10}, 2), "label 10 of vector 1");
    file("minus.npy", npy(new long[] {-1, 1}, 2), "label -1 of vector 0");
    int refused = 0;
    for (String name : List.of("three.npy", "column.npy", "real.npy", "ten.npy", "minus.npy")) {
      String message =
          CliRun.of(
                  "verify",
                  "digits-int4",
                  "--inputs",
                  folder.resolve("x.npy"),
                  "--labels",
                  folder.resolve(name))
              .refused(ExitCode.DATA);
      assertTrue(message.contains("--labels"), message);
      assertTrue(message.contains(expected.get(name)), message);
      refused++;
    }
    assertEquals(5, refused);
  }

  @Test
  void anAssumedInputFormatDoesNotBoundInputs() throws IOException {
    QonnxBuilder builder = new QonnxBuilder();
    String x = builder.input("x", 1, 2);
    String weights = builder.floats("w", new float[] {1, -1, 1, 1}, 2, 2);
    String scale = builder.scalar("s", 1);
    String y = builder.node("MatMul", "product", List.of(x, builder.bipolar("q", weights, scale)));
    builder.output(y, 1, 2);
    Path model = Files.write(folder.resolve("open.onnx"), builder.bytes());
    file("far.npy", npy(new float[] {0, 1, 33, 0}, 2, 2), "");
    Path output = folder.resolve("y.npy");
    Object[] run = {"run", model, "--inputs", folder.resolve("far.npy"), "--outputs", output};
    CliRun refused = CliRun.of(run);
    assertEquals(ExitCode.DATA, refused.exitCode());
    String message = refused.err();
    assertTrue(message.contains("33.0 lies outside -32.0 … 31.99"), message);
    assertTrue(message.contains("--input-scale"), message);
    assertFalse(Files.exists(output));
    Object[] stated = Arrays.copyOf(run, run.length + 2);
    stated[run.length] = "--input-scale";
    stated[run.length + 1] = "0.5";
    CliRun.of(stated).ok();
    assertTrue(Files.exists(output));
    CliRun.of("run", model, "--limit", 50, "--outputs", output).ok();
  }

  @Test
  void outputsReplaceNothingButRegularFiles() throws IOException, InterruptedException {
    Path real = Files.writeString(folder.resolve("real.npy"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.npy"), real);
    CliRun.of("run", "digits-int4", "--limit", 1, "--outputs", link).ok();
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.size(real) > 100);
    Path locked = Files.createFile(folder.resolve("locked.npy"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r--r--r--"));
    String readOnly = CliRun.of("run", "digits-int4", "--outputs", locked).refused(ExitCode.USAGE);
    assertTrue(readOnly.contains("read-only"), readOnly);
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    String special = CliRun.of("run", "digits-int4", "--outputs", pipe).refused(ExitCode.USAGE);
    assertTrue(special.contains("a pipe"), special);
  }

  @Test
  void modelsAreRefused() throws IOException {
    Path bundled = CliRun.root().resolve("models/digits-int4.onnx");
    byte[] model = Files.readAllBytes(bundled);
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(model, model.length / 2));
    Path text = Files.writeString(folder.resolve("text.onnx"), "this is no model");
    int refused = 0;
    for (Object argument :
        List.of(cut, text, folder, folder.resolve("absent.onnx"), "digits-int5")) {
      for (String command : List.of("describe", "verify", "estimate")) {
        String message = CliRun.of(command, argument).refused(ExitCode.DATA);
        assertTrue(message.contains(argument.toString()), message);
        refused++;
      }
    }
    assertEquals(15, refused);
  }

  private void file(String name, byte[] bytes, String message) throws IOException {
    Files.write(folder.resolve(name), bytes);
    expected.put(name, message);
  }

  private List<Path> list() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static byte[] npy(float[] values, Integer... shape) throws IOException {
    return bytes(NpyArray.of(values, List.of(shape)));
  }

  private static byte[] npy(long[] values, Integer... shape) throws IOException {
    return bytes(NpyArray.of(values, List.of(shape)));
  }

  private static byte[] bytes(NpyArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(array, out);
    return out.toByteArray();
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }
}
