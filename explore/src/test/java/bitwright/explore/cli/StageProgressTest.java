package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageProgressTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

  @Test
  void everyStageHasItsRateAndTimeLeft() {
    AtomicLong seconds = new AtomicLong();
    Console console = new Console(stream, stream, false, false);
    try (StageProgress progress =
        new StageProgress(console, () -> seconds.get() * 1_000_000_000L)) {
      for (int done = 3; done <= 6; done++) {
        progress.at("counting", done, 6);
        seconds.addAndGet(20);
      }
      progress.at("resting", 0, 0);
      progress.at("weighing", 0, 2);
      seconds.addAndGet(45);
      progress.at("weighing", 1, 2);
    }
    assertEquals(
        """
        bitwright: counting: 3 of 6
        bitwright: counting: 5 of 6, 3 a minute, 20 s left
        bitwright: counting: 6 of 6, 3 a minute, 0 s left
        bitwright: weighing: 0 of 2
        bitwright: weighing: 1 of 2, 1 a minute, 45 s left
        """,
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aTerminalHasABarThatIsClearedAtTheEnd() {
    Console console = new Console(stream, stream, true, true);
    try (StageProgress progress = new StageProgress(console)) {
      progress.at("counting", 10, 20);
      progress.at("counting", 15, 20);
    }
    String text = err.toString(StandardCharsets.UTF_8);
    boolean plain = System.getenv("NO_COLOR") != null && !System.getenv("NO_COLOR").isEmpty();
    assertTrue(text.contains("counting"), text);
    assertTrue(plain || text.contains("15/20"), text);
    assertTrue(plain || text.contains("/min"), text);
    assertTrue(text.endsWith(" ".repeat(79) + "\r"), text);
  }
}
