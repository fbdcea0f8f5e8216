package bitwright.explore.cli;

import java.nio.file.Path;

/** Where {@code --json} goes: nowhere, to stdout for {@code -}, or to a file. */
final class JsonTarget implements AutoCloseable {

  private final boolean toStdout;
  private final OutputFile file;

  private JsonTarget(boolean toStdout, OutputFile file) {
    this.toStdout = toStdout;
    this.file = file;
  }

  /** Prepares the value of the option, null if it was not given. */
  static JsonTarget open(Path option) {
    boolean stdout = option != null && option.toString().equals("-");
    return new JsonTarget(
        stdout, option == null || stdout ? null : OutputFile.open("--json", option));
  }

  /** Whether stdout belongs to the JSON document. */
  boolean toStdout() {
    return toStdout;
  }

  /** Writes the document. */
  void write(Console console, Object document) {
    if (toStdout) {
      console.out().println(Json.text(document));
    } else if (file != null) {
      file.write(Json.text(document) + "\n");
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
