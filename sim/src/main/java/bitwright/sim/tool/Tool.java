package bitwright.sim.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An external program, found on the {@code PATH}. */
public enum Tool {
  /** Translates Verilog to C++. */
  VERILATOR("verilator", "verilator", "--version"),
  /** Compiles what Verilator writes. */
  COMPILER("g++", "g++", "--version"),
  /** Drives the compiler. */
  MAKE("make", "make", "--version"),
  /** Compiles Verilog for {@link #VVP}. */
  ICARUS("iverilog", "iverilog", "-V"),
  /** Icarus Verilog's run-time engine. */
  VVP("vvp", "iverilog", "-V");

  private final String command;
  private final String debianPackage;
  private final String versionOption;

  Tool(String command, String debianPackage, String versionOption) {
    this.command = command;
    this.debianPackage = debianPackage;
    this.versionOption = versionOption;
  }

  /** The command's name. */
  public String command() {
    return command;
  }

  /** The Debian package that holds the command. */
  public String debianPackage() {
    return debianPackage;
  }

  /** Where the command is, if it is installed. */
  public Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The first line that the command says about its version, if it is installed. */
  public Optional<String> version() {
    return find()
        .map(path -> Command.of(path.toString(), versionOption).run().output())
        .flatMap(text -> text.lines().findFirst());
  }

  /**
   * Checks that tools are installed.
   *
   * @throws ToolMissingException naming every one that is not, and the line that installs them
   */
  public static void require(Tool... tools) {
    List<Tool> missing = Arrays.stream(tools).filter(tool -> tool.find().isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new ToolMissingException(missing);
    }
  }

  /** The line that installs tools on Debian and its kin. */
  public static String installLine(List<Tool> tools) {
    String packages =
        String.join(" ", tools.stream().map(Tool::debianPackage).distinct().sorted().toList());
    String sudo = "root".equals(System.getProperty("user.name")) ? "" : "sudo ";
    return sudo + "apt-get install -y " + packages;
  }
}
