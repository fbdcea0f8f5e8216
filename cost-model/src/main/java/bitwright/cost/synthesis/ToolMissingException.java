package bitwright.cost.synthesis;

/** A tool is not installed; the message names it and the line that installs it. */
public final class ToolMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String tool;

  /** An exception for a tool. */
  public ToolMissingException(String tool) {
    super("%s is not installed; 'apt-get install %s' installs it".formatted(tool, tool));
    this.tool = tool;
  }

  /** The tool that is missing. */
  public String tool() {
    return tool;
  }
}
