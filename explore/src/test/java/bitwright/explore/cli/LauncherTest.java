package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and its installer, as a shell runs them. */
class LauncherTest {

  private static final Path ROOT = CliRun.root();

  @TempDir private Path folder;

  private record Run(int exitCode, String out, String err) {}

  @Test
  void runsFromAnyFolderAndThroughALink() throws IOException, InterruptedException {
    Run direct = run(folder, System.getenv("PATH"), ROOT.resolve("bitwright"), "formats", "e2m1");
    assertEquals(0, direct.exitCode(), direct.err());
    assertTrue(direct.out().contains("e2m1"), direct.out());
    Path link = Files.createSymbolicLink(folder.resolve("bw"), ROOT.resolve("bitwright"));
    Run again = run(folder, System.getenv("PATH"), link, "formats", "e2m1");
    assertEquals("", again.err(), "a second start builds nothing");
    assertEquals(direct.out(), again.out());
    Run wrong = run(folder, System.getenv("PATH"), link, "formats", "int99");
    assertEquals(2, wrong.exitCode());
    assertEquals(1, wrong.err().lines().count(), wrong.err());
    Files.delete(link);
  }

  @Test
  void aMissingLibraryIsNoInterruption() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Run run =
        run(
            folder,
            System.getenv("PATH"),
            java,
            "-Dbitwright.home=" + ROOT,
            "-cp",
            ROOT.resolve("explore/target/classes").toString(),
            "bitwright.explore.cli.Main",
            "formats");
    assertEquals(4, run.exitCode(), run.err());
    assertTrue(run.err().contains("a library of Bitwright is missing"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void saysWhatToTypeWhereThereIsNoPackageManager() throws IOException, InterruptedException {
    Run run = ensure(commands("id"), "verilator", "make");
    assertEquals(4, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("missing: verilator make"), run.err());
  }

  @Test
  void saysWhatToTypeWhereItMayNotInstall() throws IOException, InterruptedException {
    Path bin = commands();
    script(bin, "id", "echo 1000");
    script(bin, "apt-get", "echo never called >&2; exit 9");
    Run run = ensure(bin, "verilator", "c++", "zlib-no-such");
    assertEquals(4, run.exitCode());
    assertTrue(
        run.err()
            .contains(
                "type: sudo apt-get update && sudo apt-get install -y --no-install-recommends"
                    + " verilator g++"),
        run.err());
    assertFalse(run.err().contains("never called"), run.err());
  }

  @Test
  void installsWhereItMay() throws IOException, InterruptedException {
    Path bin = commands("bash", "mktemp", "rm", "chmod", "tail");
    script(bin, "id", "echo 0");
    script(
        bin,
        "apt-get",
        "[ \"$1\" = install ] || exit 0; printf '#!/bin/sh\\n' > %s/make; chmod +x %s/make"
            .formatted(bin, bin));
    Run run = ensure(bin, "make");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("bitwright: installing make"), run.err());
    assertEquals("", ensure(bin, "make").err(), "what is there is not installed again");
  }

  @Test
  void aFailedInstallationIsExitCode4() throws IOException, InterruptedException {
    Path bin = commands("bash", "mktemp", "rm", "tail");
    script(bin, "id", "echo 0");
    script(bin, "apt-get", "echo 'no network' ; exit 100");
    Run run = ensure(bin, "yosys");
    assertEquals(4, run.exitCode());
    assertTrue(run.err().contains("no network"), run.err());
    assertTrue(run.err().contains("still missing: yosys"), run.err());
  }

  private Run ensure(Path bin, String... tools) throws IOException, InterruptedException {
    String code =
        ". '%s'; ensure_tools %s"
            .formatted(ROOT.resolve("explore/launcher/tools.sh"), String.join(" ", tools));
    return run(folder, bin.toString(), which("bash"), "-c", code);
  }

  /** A folder with a few commands, to stand for the whole {@code PATH}. */
  private Path commands(String... names) throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name : names) {
      script(bin, name, "exec %s \"$@\"".formatted(which(name)));
    }
    return bin;
  }

  private static Path which(String name) {
    return List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
        .map(dir -> Path.of(dir, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void script(Path bin, String name, String text) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private static Run run(Path folder, String path, Path program, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("bitwright-out", "");
    Path err = Files.createTempFile("bitwright-err", "");
    try {
      List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("PATH", path);
      Process process = builder.start();
      process.getOutputStream().close();
      int code = process.waitFor();
      return new Run(
          code,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
