package bitwright.explore.cli;

import bitwright.sim.stream.Progress;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a task has come: a bar that is redrawn on a terminal, one line per stage elsewhere.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final int WIDTH = 79;

  private static final Map<String, String> STAGES =
      Map.of(
          "generate", "generating hardware",
          "verilate", "translating Verilog to C++",
          "compile", "compiling the simulator",
          "simulate", "simulating",
          "synthesize", "synthesizing");

  private final Console console;
  private final String task;
  private final boolean bars;
  private String stage = "";
  private ProgressBar bar;

  ProgressLine(Console console, String task) {
    this.console = console;
    this.task = task;
    String noColor = System.getenv("NO_COLOR");
    bars = console.errTerminal() && (noColor == null || noColor.isEmpty());
  }

  @Override
  public synchronized void at(String newStage, long done, long total) {
    if (!newStage.equals(stage)) {
      close();
      stage = newStage;
      begin("%s: %s".formatted(task, STAGES.getOrDefault(stage, stage)), total);
    }
    if (bar != null) {
      bar.maxHint(Math.max(total, 1));
      bar.stepTo(done);
    }
  }

  private void begin(String title, long total) {
    if (!bars) {
      console.log("%s", title);
      return;
    }
    bar =
        new ProgressBarBuilder()
            .setTaskName(title)
            .setInitialMax(Math.max(total, 1))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .hideEta()
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
    stage = "";
  }
}
