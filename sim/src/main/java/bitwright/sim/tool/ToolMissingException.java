package bitwright.sim.tool;

import java.util.List;
import java.util.stream.Collectors;

/** A program that is needed is not installed; the message holds the line that installs it. */
public final class ToolMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String installLine;

  /** Says which tools are missing. */
  public ToolMissingException(List<Tool> missing) {
    super(
        "%s %s not installed; type: %s"
            .formatted(
                missing.stream().map(Tool::command).collect(Collectors.joining(" and ")),
                missing.size() == 1 ? "is" : "are",
                Tool.installLine(missing)));
    installLine = Tool.installLine(missing);
  }

  /** The line to type. */
  public String installLine() {
    return installLine;
  }
}
