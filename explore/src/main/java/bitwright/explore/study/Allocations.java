package bitwright.explore.study;

import bitwright.explore.allocate.Allocation;
import bitwright.explore.allocate.Allocator;
import bitwright.explore.allocate.Budget;
import bitwright.explore.allocate.Importance;
import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Sha256;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.Journal;
import bitwright.explore.space.AllocationChoice;
import bitwright.explore.space.BudgetChoice;
import bitwright.explore.space.Space;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Lets the allocator choose formats layer by layer, once for every study. */
final class Allocations {

  private static final String STAGE = "choosing formats by layer";

  /** The formats that budgets are shares of, and that losses are measured around. */
  private static final String REFERENCE = "int8";

  private final Space space;
  private final AllocationChoice choice;
  private final Workspace workspace;
  private final Journal journal;
  private final StudyProgress progress;
  private final List<String> unmet = new ArrayList<>();

  Allocations(
      Space space,
      AllocationChoice choice,
      Workspace workspace,
      Journal journal,
      StudyProgress progress) {
    this.space = space;
    this.choice = choice;
    this.workspace = workspace;
    this.journal = journal;
    this.progress = progress;
  }

  /** Jobs with {@link #REFERENCE} everywhere: one for each list of techniques. */
  List<JobSpec> references(DataFile model) {
    return choice.techniques().stream()
        .map(
            techniques ->
                space.job(
                    model,
                    space.quantization(REFERENCE, REFERENCE).with(techniques),
                    space.data().images()))
        .toList();
  }

  /**
   * Jobs with the chosen formats on all images, each once.
   *
   * @param lut look-up tables of a reference
   */
  List<JobSpec> jobs(List<JobSpec> references, ToDoubleFunction<JobSpec> lut) {
    List<JobSpec> jobs = new ArrayList<>();
    unmet.clear();
    for (int i = 0; i < references.size(); i++) {
      progress.at(STAGE, i, references.size());
      JobSpec reference = references.get(i);
      Allocated allocated = choices(reference, lut.applyAsDouble(reference));
      unmet(reference, lut.applyAsDouble(reference), allocated.choices());
      for (Allocated.Choice c : allocated.choices()) {
        JobSpec job = space.job(reference.model(), c.quantization(), reference.images());
        if (!jobs.contains(job)) {
          jobs.add(job);
        }
      }
    }
    progress.at(STAGE, references.size(), references.size());
    return jobs;
  }

  /** Budgets of the latest {@link #jobs} that no choice meets, in half a sentence each. */
  List<String> unmet() {
    return List.copyOf(unmet);
  }

  /** Choices are in the order of budgets and importance, with gaps where none is small enough. */
  private void unmet(JobSpec reference, double lut, List<Allocated.Choice> choices) {
    int next = 0;
    for (BudgetChoice bounds : choice.budgets()) {
      for (Importance importance : choice.importance()) {
        String name = importance.name().toLowerCase(Locale.ROOT);
        boolean met =
            next < choices.size()
                && choices.get(next).budget() == bounds.budget(lut).lut()
                && choices.get(next).importance().equals(name);
        if (met) {
          next++;
        } else {
          List<String> techniques = reference.quantization().techniques();
          unmet.add(
              " has no formats by layer within the budget %s (technique %s, importance %s); raise it"
                      .formatted(
                          bounds,
                          techniques.isEmpty() ? "none" : String.join("+", techniques),
                          name)
                  + " or allow narrower formats");
        }
      }
    }
  }

  private Allocated choices(JobSpec reference, double lut) {
    String key = Sha256.of("allocation %s %s".formatted(reference.hash(), choice));
    Optional<String> known = journal.findFinalist(key);
    if (known.isPresent()) {
      return JobJson.read(known.get(), Allocated.class);
    }
    long begin = System.nanoTime();
    Allocated allocated = allocate(reference, lut);
    journal.putFinalist(key, JobJson.text(allocated), (System.nanoTime() - begin) / 1e9);
    return allocated;
  }

  private Allocated allocate(JobSpec reference, double lut) {
    List<QuantizationSpec.Layer> formats =
        choice.formats().stream()
            .map(pair -> new QuantizationSpec.Layer(pair.weights(), pair.activations()))
            .toList();
    Allocator allocator = new Allocator(workspace, reference, formats);
    List<Allocated.Choice> choices = new ArrayList<>();
    for (BudgetChoice bounds : choice.budgets()) {
      Budget budget = bounds.budget(lut);
      for (Importance importance : choice.importance()) {
        String name = importance.name().toLowerCase(Locale.ROOT);
        allocator
            .allocate(budget, importance)
            .map(Allocation::quantization)
            .ifPresent(q -> choices.add(new Allocated.Choice(budget.lut(), name, q)));
      }
    }
    return new Allocated(choices);
  }
}
