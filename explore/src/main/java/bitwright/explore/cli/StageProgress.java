package bitwright.explore.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Says of work in stages how far the stage has come, how fast it goes and how long it will take: a
 * bar on a terminal, elsewhere a line at most every half minute.
 *
 * <p>What is there when a stage begins does not count for the rate.
 */
final class StageProgress implements AutoCloseable {

  private static final int WIDTH = 79;

  private final Console console;
  private final LongSupplier nanoseconds;
  private final boolean bars;
  private String stage = "";
  private ProgressBar bar;
  private SweepProgress lines;

  StageProgress(Console console) {
    this(console, System::nanoTime);
  }

  StageProgress(Console console, LongSupplier nanoseconds) {
    this.console = console;
    this.nanoseconds = nanoseconds;
    String noColor = System.getenv("NO_COLOR");
    bars = console.errTerminal() && (noColor == null || noColor.isEmpty());
  }

  /** So much of a stage is done; a stage of nothing is not mentioned. */
  synchronized void at(String newStage, int done, int total) {
    if (total == 0) {
      return;
    }
    if (!newStage.equals(stage)) {
      close();
      stage = newStage;
      if (bars) {
        console.log("%s", stage);
        bar = bar(done, total);
      } else {
        lines = new SweepProgress(console, stage, "", nanoseconds);
      }
    }
    if (bars) {
      bar.maxHint(total);
      bar.stepTo(done);
    } else {
      lines.at(done, total);
    }
  }

  private ProgressBar bar(int done, int total) {
    return new ProgressBarBuilder()
        .setTaskName("")
        .setInitialMax(total)
        .startsFrom(done, Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .continuousUpdate()
        .setSpeedUnit(ChronoUnit.MINUTES)
        .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .build();
  }

  private void draw(String line) {
    console.err().print("\r" + line);
    console.err().flush();
  }

  /** Ends the current stage and clears its bar. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      draw(" ".repeat(WIDTH) + "\r");
    }
    if (lines != null) {
      lines.close();
      lines = null;
    }
    stage = "";
  }
}
