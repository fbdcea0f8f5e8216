package bitwright.explore.cli;

import java.util.function.LongSupplier;

/**
 * Says how far a sweep has come, how fast it goes and how long it will take: a line that is redrawn
 * on a terminal, elsewhere a new line at most every half minute.
 *
 * <p>What is there when it begins does not count for the rate.
 */
final class SweepProgress implements AutoCloseable {
  private static final int WIDTH = 79;
  private static final long PAUSE = 30_000_000_000L;

  private final Console console;
  private final String task;
  private final String unit;
  private final LongSupplier nanoseconds;
  private final long begin;
  private long said;
  private int before = -1;

  SweepProgress(Console console, String task) {
    this(console, task, " designs", System::nanoTime);
  }

  /**
   * One that counts something else.
   *
   * @param unit follows the numbers, with a space before it
   */
  SweepProgress(Console console, String task, String unit, LongSupplier nanoseconds) {
    this.console = console;
    this.task = task;
    this.unit = unit;
    this.nanoseconds = nanoseconds;
    begin = nanoseconds.getAsLong();
  }

  /** So many are done. */
  synchronized void at(int done, int total) {
    long now = nanoseconds.getAsLong();
    boolean first = before < 0;
    if (first) {
      before = done;
    }
    String line = line(task, unit, before, done, total, (now - begin) / 1e9);
    if (console.errTerminal()) {
      console.err().print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
      console.err().flush();
    } else if (first || done == total || now - said >= PAUSE) {
      said = now;
      console.log("%s", line);
    }
  }

  /** For example {@code 7-series: 160 of 701 designs, 84 a minute, 7 min left}. */
  static String line(String task, String unit, int before, int done, int total, double seconds) {
    String line = "%s: %d of %d%s".formatted(task, done, total, unit);
    if (done == before || seconds <= 0) {
      return line;
    }
    double rate = (done - before) / seconds;
    long left = Math.round((total - done) / rate);
    String time =
        left < 90
            ? left + " s"
            : left < 5400 ? "%d min".formatted(Math.round(left / 60.0)) : hours(left);
    return 60 * rate < 1
        ? "%s, %.0f an hour, %s left".formatted(line, 3600 * rate, time)
        : "%s, %.0f a minute, %s left".formatted(line, 60 * rate, time);
  }

  private static String hours(long seconds) {
    return "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }

  @Override
  public synchronized void close() {
    if (console.errTerminal() && before >= 0) {
      console.err().print("\r" + " ".repeat(WIDTH) + "\r");
      console.err().flush();
    }
  }
}
