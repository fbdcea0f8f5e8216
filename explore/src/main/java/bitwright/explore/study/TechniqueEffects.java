package bitwright.explore.study;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import bitwright.explore.statistics.Paired;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What techniques change: every candidate with a technique against the same candidate without any,
 * image by image.
 */
final class TechniqueEffects {

  /** Candidates of four bits, weights and activations. */
  static final String FOUR_BITS = "4 bits";

  /** All candidates. */
  static final String ALL = "all";

  private static final int FOUR = 4;

  private final Map<List<String>, TechniqueEffect> effects = new LinkedHashMap<>();

  /**
   * The effects, by network, technique and scope.
   *
   * @param names from a model's hash to its short name
   * @param results by the hash of their jobs
   */
  static List<TechniqueEffect> of(
      List<JobSpec> jobs, Map<String, JobResult> results, Map<String, String> names) {
    Map<JobSpec, JobSpec> plain = new LinkedHashMap<>();
    for (JobSpec job : jobs) {
      if (job.quantization().techniques().isEmpty()) {
        plain.put(job, job);
      }
    }
    TechniqueEffects all = new TechniqueEffects();
    for (JobSpec job : jobs) {
      JobSpec without = plain.get(job.with(job.quantization().with(List.of())));
      if (!job.quantization().techniques().isEmpty() && without != null) {
        all.compare(
            names.get(job.model().sha256()),
            job.quantization(),
            results.get(job.hash()),
            results.get(without.hash()));
      }
    }
    List<TechniqueEffect> sorted = new ArrayList<>();
    for (String scope : List.of(FOUR_BITS, ALL)) {
      all.effects.values().stream().filter(e -> e.scope().equals(scope)).forEach(sorted::add);
    }
    return sorted;
  }

  private void compare(String model, QuantizationSpec spec, JobResult with, JobResult without) {
    if (with == null || without == null || with.images() == 0 || without.images() == 0) {
      return;
    }
    Paired paired = Paired.of(with.correctImages(), without.correctImages());
    String technique = String.join("+", spec.techniques());
    add(new TechniqueEffect(model, technique, ALL, 1, paired));
    if (Families.width(spec) == FOUR) {
      add(new TechniqueEffect(model, technique, FOUR_BITS, 1, paired));
    }
  }

  private void add(TechniqueEffect one) {
    effects.merge(
        List.of(one.model(), one.technique(), one.scope()),
        one,
        (a, b) ->
            new TechniqueEffect(
                a.model(),
                a.technique(),
                a.scope(),
                a.points() + b.points(),
                a.paired().plus(b.paired())));
  }
}
