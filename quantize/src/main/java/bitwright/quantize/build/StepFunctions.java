package bitwright.quantize.build;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.network.MapShape;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepCompiler;
import bitwright.arith.step.StepFunction;
import bitwright.quantize.ImportException;
import bitwright.quantize.signal.Step;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Compiles the steps between a layer's integers and its codes. */
final class StepFunctions {

  /** The most thresholds of a layer; beyond, neither memory nor hardware is sensible. */
  private static final long MOST_THRESHOLDS = 1L << 20;

  private StepFunctions() {}

  /**
   * One step function per channel.
   *
   * @param owner how messages call the layer
   * @param map the layer's output
   * @param steps before the quantizer, features as in the map's ONNX tensor
   * @param range of the integers
   */
  static Requantizer compile(
      String owner, MapShape map, List<Step> steps, Quantizer quantizer, IntegerRange range) {
    requireFew(owner, map.channels(), quantizer);
    requirePerChannel(owner, map, steps);
    int functions = steps.stream().allMatch(Step::isShared) ? 1 : map.channels();
    try {
      List<StepFunction> compiled =
          IntStream.range(0, functions)
              .parallel()
              .mapToObj(
                  c -> StepCompiler.compile(stages(steps, c * map.pixels()), quantizer, range))
              .toList();
      List<StepFunction> channels =
          functions == 1 ? Collections.nCopies(map.channels(), compiled.get(0)) : compiled;
      return new Requantizer(quantizer.format(), channels);
    } catch (IllegalStateException e) {
      throw ImportException.of(
          "%s cannot be folded exactly, because %s; change the parameters behind it slightly",
          owner, rootOf(e).getMessage());
    }
  }

  /** Whether a requantizer of images leaves the codes of all images within a range as they are. */
  static boolean isIdentity(Requantizer requantizer, IntegerRange images) {
    Levels levels = requantizer.output().levels();
    return requantizer.channels().stream()
        .distinct()
        .allMatch(
            f ->
                IntStream.range(0, levels.count())
                    .filter(r -> levels.image(r).compareTo(images.min()) >= 0)
                    .filter(r -> levels.image(r).compareTo(images.max()) <= 0)
                    .allMatch(r -> f.rank(levels.image(r)) == r));
  }

  /** The images of the codes that a requantizer makes of a range. */
  static IntegerRange images(Requantizer requantizer, IntegerRange range) {
    Levels levels = requantizer.output().levels();
    return requantizer.channels().stream()
        .distinct()
        .map(
            f -> {
              int first = f.rank(range.min());
              int last = f.rank(range.max());
              return IntegerRange.of(
                  levels.image(Math.min(first, last)), levels.image(Math.max(first, last)));
            })
        .reduce(IntegerRange::union)
        .orElseThrow();
  }

  /** The stages of one feature. */
  static List<Stage> stages(List<Step> steps, int feature) {
    return steps.stream().map(step -> step.stage(feature)).toList();
  }

  static void requireFew(String owner, long functions, Quantizer quantizer) {
    long thresholds = functions * (quantizer.format().levels().count() - 1L);
    if (thresholds > MOST_THRESHOLDS) {
      throw ImportException.of(
          "%s needs %d thresholds to quantize %d features to %s; allowed are up to %d, so use fewer"
              + " bits",
          owner, thresholds, functions, quantizer.format().name(), MOST_THRESHOLDS);
    }
  }

  private static void requirePerChannel(String owner, MapShape map, List<Step> steps) {
    if (!steps.stream().allMatch(step -> step.isPerBlock(map.pixels()))) {
      throw ImportException.of(
          "%s is followed by constants that vary within a channel of its %s map; use one per"
              + " channel, or put them behind a quantizer",
          owner, map);
    }
  }

  /** What was thrown first: a parallel stream may wrap it. */
  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }
}
