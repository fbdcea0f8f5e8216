package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SweepProgressTest {

  @Test
  void rateAndTimeLeftAreThoseOfWhatWasDoneSince() {
    assertEquals("x: 0 of 80 designs", SweepProgress.line("x", " designs", 0, 0, 80, 0));
    assertEquals("x: 40 of 80 designs", SweepProgress.line("x", " designs", 40, 40, 80, 12));
    assertEquals(
        "x: 60 of 80 designs, 120 a minute, 10 s left",
        SweepProgress.line("x", " designs", 40, 60, 80, 10));
    assertEquals(
        "x: 160 of 701 designs, 80 a minute, 7 min left",
        SweepProgress.line("x", " designs", 0, 160, 701, 120));
    assertEquals(
        "x: 1 of 5 designs, 10 an hour, 24 min left",
        SweepProgress.line("x", " designs", 0, 1, 5, 360));
    assertEquals(
        "x: 10 of 701 designs, 5 a minute, 2 h 18 min left",
        SweepProgress.line("x", " designs", 0, 10, 701, 120));
  }

  @Test
  void withoutATerminalALineAtMostEveryHalfMinute() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    AtomicLong seconds = new AtomicLong();
    Console console = new Console(stream, stream, false, false);
    try (SweepProgress progress =
        new SweepProgress(console, "x", " designs", () -> seconds.get() * 1_000_000_000L)) {
      for (int done = 0; done <= 8; done++) {
        progress.at(done, 8);
        seconds.addAndGet(10);
      }
    }
    assertEquals(
        """
        bitwright: x: 0 of 8 designs
        bitwright: x: 3 of 8 designs, 6 a minute, 50 s left
        bitwright: x: 6 of 8 designs, 6 a minute, 20 s left
        bitwright: x: 8 of 8 designs, 6 a minute, 0 s left
        """,
        err.toString(StandardCharsets.UTF_8));
  }
}
