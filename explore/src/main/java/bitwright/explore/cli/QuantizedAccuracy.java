package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.explore.job.Images;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.explore.statistics.Proportion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a quantized network classifies, beside the float network that it was made of.
 *
 * @param images images with classes
 * @param real how many the float network classifies rightly
 * @param golden how many the golden model does
 * @param toFloat both on the same images
 */
record QuantizedAccuracy(int images, int real, int golden, Paired toFloat) {

  private static final double CONFIDENCE = 0.95;

  /** Classifies the held-out images of a job. */
  static QuantizedAccuracy measure(Network network, JobSpec job, Workspace workspace) {
    Images images = workspace.inputs(job);
    int[] labels = workspace.labels(job);
    Evaluation evaluation = new GoldenModel(network).evaluate(images.values());
    boolean[] right = new boolean[images.count()];
    for (int i = 0; i < right.length; i++) {
      right[i] = evaluation.argMax(i) == labels[i];
    }
    boolean[] real = workspace.floatCorrect(job);
    return new QuantizedAccuracy(right.length, count(real), count(right), Paired.of(right, real));
  }

  private static int count(boolean[] right) {
    int count = 0;
    for (boolean r : right) {
      count += r ? 1 : 0;
    }
    return count;
  }

  /** Two lines for people. */
  String text() {
    Interval interval = Proportion.wilson(golden, images, CONFIDENCE);
    return String.format(
        Locale.ROOT,
        "float      %s   %,d of %,d images%n"
            + "quantized  %s   %,d, between %s and %s with 95 %% confidence; %+.1f points,"
            + " %s (%d gained, %d lost)%n",
        Words.percent((double) real / images),
        real,
        images,
        Words.percent((double) golden / images),
        golden,
        Words.percent(interval.low()),
        Words.percent(interval.high()),
        100 * toFloat.difference(),
        toFloat.pText(),
        toFloat.better(),
        toFloat.worse());
  }

  /** The same for programs. */
  Map<String, Object> json() {
    Interval interval = Proportion.wilson(golden, images, CONFIDENCE);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("images", images);
    map.put("float", (double) real / images);
    map.put("golden", (double) golden / images);
    map.put("low95", interval.low());
    map.put("high95", interval.high());
    map.put("gained", toFloat.better());
    map.put("lost", toFloat.worse());
    map.put("p", toFloat.p());
    return map;
  }
}
