package bitwright.hw.chisel;

import chisel3.BuildInfo$;
import firtoolresolver.FirtoolBinary;
import firtoolresolver.Resolve$;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs firtool, the compiler from FIRRTL to SystemVerilog that comes as a library of its own. */
final class Firtool {
  private static final List<String> OPTIONS =
      List.of(
          "--format=fir",
          "--disable-all-randomization",
          "--strip-debug-info",
          "--lowering-options=disallowLocalVariables,disallowPackedArrays,locationInfoStyle=none,omitVersionComment");

  private Firtool() {}

  /** The SystemVerilog of a FIRRTL circuit. */
  static String compile(String firrtl) {
    List<String> command = new ArrayList<>(List.of(binary()));
    command.addAll(OPTIONS);
    try {
      Path errors = Files.createTempFile("firtool", ".log");
      try {
        return run(command, firrtl, errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new HardwareException("firtool cannot be run: " + e.getMessage(), e);
    }
  }

  private static String run(List<String> command, String firrtl, Path errors) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    Thread feeder = new Thread(() -> feed(process, firrtl), "firtool input");
    feeder.start();
    String verilog = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new HardwareException(
            "the circuit cannot be built: " + first(Files.readString(errors)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new HardwareException("interrupted while firtool ran", e);
    }
    return verilog;
  }

  /** The first complaint; what follows it are mostly consequences. */
  private static String first(String errors) {
    return errors
        .lines()
        .findFirst()
        .orElse("firtool failed without a message")
        .replace("<stdin>:", "line ");
  }

  /** Writes the circuit; if firtool ends early, its exit status tells why. */
  private static void feed(Process process, String firrtl) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(firrtl.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      process.destroy();
    }
  }

  private static String binary() {
    String version = BuildInfo$.MODULE$.firtoolVersion().getOrElse(() -> "");
    var found = Resolve$.MODULE$.apply(version, false);
    if (found.isLeft()) {
      throw new HardwareException("firtool cannot be found: " + found.swap().getOrElse(() -> ""));
    }
    FirtoolBinary binary = found.getOrElse(() -> null);
    return binary.path().getPath();
  }
}
