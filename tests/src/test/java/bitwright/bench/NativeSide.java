package bitwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program made with {@code side.h}, kept running so that measurements can alternate. */
final class NativeSide implements Side, AutoCloseable {

  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;
  private long checksum;

  NativeSide(Path program) throws IOException {
    process =
        new ProcessBuilder(program.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  @Override
  public long run(int repetitions) throws IOException {
    requests.println(repetitions);
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the reference program ended");
    }
    String[] fields = line.split(" ");
    checksum = Long.parseLong(fields[1]);
    return Long.parseLong(fields[0]);
  }

  @Override
  public long checksum() {
    return checksum;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
