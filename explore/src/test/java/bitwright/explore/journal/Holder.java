package bitwright.explore.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a journal, says so, and holds it until it is killed. */
public final class Holder {

  private Holder() {}

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Holds the journal of a folder.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (Journal journal = Journal.open(Path.of(arguments[0]))) {
      System.out.println("open");
      Thread.sleep(Long.MAX_VALUE);
      journal.all();
    } catch (IllegalArgumentException e) {
      System.out.println("refused");
    }
  }
}
