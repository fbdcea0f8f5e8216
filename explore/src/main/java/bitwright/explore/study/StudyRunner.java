package bitwright.explore.study;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.Journal;
import bitwright.explore.pool.Pool;
import bitwright.explore.pool.Shard;
import bitwright.explore.space.Space;
import bitwright.quantize.ptq.QuantizationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a study: quantizes and prices every candidate, sees which of them all images are worth,
 * builds what is on the front, and draws the conclusion.
 *
 * <p>Everything that takes time is in the journal as soon as it is done; a study that is run again
 * takes it from there.
 */
public final class StudyRunner {

  private final Space space;
  private final Map<String, DataFile> models;
  private final Path folder;
  private final Journal journal;
  private final int threads;
  private final StudyProgress progress;
  private final Workspace workspace = new Workspace();
  private final JobRunner runner = new JobRunner(workspace);
  private final List<String> unmet = new ArrayList<>();

  /**
   * A runner.
   *
   * @param models float networks by their short names, in order
   * @param folder is given the finalists' accelerators
   * @param journal what is finished
   * @param threads jobs at a time
   */
  public StudyRunner(
      Space space,
      Map<String, DataFile> models,
      Path folder,
      Journal journal,
      int threads,
      StudyProgress progress) {
    this.space = space;
    this.models = new LinkedHashMap<>(models);
    this.folder = folder;
    this.journal = journal;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * The jobs of the first round.
   *
   * @param models float networks by their short names, in order
   */
  public static List<JobSpec> firstJobs(Space space, Map<String, DataFile> models) {
    int all = space.data().images();
    int images = space.halving().map(h -> Math.min(h.first(), all)).orElse(all);
    return models.values().stream().flatMap(m -> space.jobs(m, images).stream()).toList();
  }

  private int all() {
    return space.data().images();
  }

  /** Does a part of the first round and nothing else; journals of all parts can be merged. */
  public int runShard(Shard shard) {
    List<JobSpec> jobs = shard.of(firstJobs(space, models));
    run("quantizing and classifying", jobs);
    return jobs.size();
  }

  /**
   * Runs the study.
   *
   * @throws IllegalArgumentException in one sentence, if a file is not acceptable
   * @throws bitwright.sim.tool.ToolMissingException if finalists cannot be simulated
   * @throws bitwright.cost.synthesis.ToolMissingException if they cannot be synthesized
   */
  public Study run() {
    if (space.finalists().isWanted()) {
      FinalistRunner.requireTools();
    }
    List<JobSpec> jobs = new ArrayList<>(firstJobs(space, models));
    Map<String, JobResult> results = new LinkedHashMap<>(run("quantizing and classifying", jobs));
    if (space.halving().isPresent()) {
      List<JobSpec> survivors = survivors(jobs, results);
      results.putAll(run("classifying all images", survivors));
      jobs = new ArrayList<>(withMoreImages(jobs, survivors));
    }
    List<JobSpec> allocated = allocated();
    results.putAll(run("classifying with formats by layer", allocated));
    jobs.addAll(allocated);
    List<StudyPoint> points = marked(points(jobs, results));
    points =
        new Finalists(space, workspace, folder, journal, threads, progress)
            .measure(points, byId(jobs));
    Map<String, boolean[]> correct = correct(jobs, results);
    List<StudyModel> summaries = summaries(jobs);
    List<TechniqueEffect> effects = TechniqueEffects.of(jobs, results, names());
    return new Study(
        space.title(),
        summaries,
        points,
        failed(jobs, results),
        effects,
        Stream.concat(
                cautions(jobs).stream(),
                Conclusion.of(summaries, points, effects, p -> correct.get(p.id())).stream())
            .toList(),
        space.yaml(),
        StudyTools.names(points),
        StudySpeed.of(journal, threads));
  }

  /** What readers should know before all else, and be told at once. */
  private List<String> cautions(List<JobSpec> jobs) {
    List<String> cautions = new ArrayList<>();
    models.forEach((name, file) -> cautions.addAll(Caution.of(name, most(jobs, file), workspace)));
    cautions.addAll(unmet);
    return cautions;
  }

  private static JobSpec most(List<JobSpec> jobs, DataFile model) {
    return jobs.stream()
        .filter(j -> j.model().equals(model))
        .max(java.util.Comparator.comparingInt(JobSpec::images))
        .orElseThrow();
  }

  /** Jobs whose formats the allocator chose, if the space asks for it. */
  private List<JobSpec> allocated() {
    List<JobSpec> jobs = new ArrayList<>();
    if (space.allocation().isPresent()) {
      Allocations allocations =
          new Allocations(space, space.allocation().get(), workspace, journal, progress);
      for (DataFile model : models.values()) {
        List<JobSpec> references = allocations.references(model);
        Map<String, JobResult> prices = run("pricing the reference", references);
        jobs.addAll(
            allocations.jobs(
                references.stream().filter(r -> !prices.get(r.hash()).isFailure()).toList(),
                r -> prices.get(r.hash()).prices().get(0).lut()));
        allocations.unmet().forEach(u -> unmet.add(Caution.BEGIN + name(references.get(0)) + u));
      }
    }
    return jobs;
  }

  private Map<String, JobResult> run(String stage, List<JobSpec> jobs) {
    return Pool.run(
        jobs, journal, runner::run, threads, (done, total) -> progress.at(stage, done, total));
  }

  private Map<String, String> names() {
    return models.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getValue().sha256(), Map.Entry::getKey, (a, b) -> a));
  }

  private String name(JobSpec job) {
    return names().get(job.model().sha256());
  }

  private List<StudyPoint> points(List<JobSpec> jobs, Map<String, JobResult> results) {
    StudyPoints points = new StudyPoints(workspace);
    return jobs.stream()
        .flatMap(job -> points.of(name(job), job, results.get(job.hash())).stream())
        .toList();
  }

  /** The front is one of points that have seen all images. */
  private List<StudyPoint> marked(List<StudyPoint> points) {
    int most = points.stream().mapToInt(StudyPoint::images).max().orElse(0);
    Predicate<StudyPoint> judged = p -> p.images() == most;
    Map<String, StudyPoint> front =
        Front.mark(points.stream().filter(judged).toList()).stream()
            .collect(Collectors.toMap(StudyPoint::id, p -> p));
    return points.stream().map(p -> front.getOrDefault(p.id(), p)).toList();
  }

  private List<JobSpec> survivors(List<JobSpec> jobs, Map<String, JobResult> results) {
    List<JobSpec> all = new ArrayList<>();
    for (Map.Entry<String, DataFile> model : models.entrySet()) {
      List<JobSpec> own = jobs.stream().filter(j -> j.model().equals(model.getValue())).toList();
      List<QuantizationSpec> kept =
          Survivors.of(points(own, results), space.halving().orElseThrow()).stream()
              .map(StudyPoint::quantization)
              .distinct()
              .toList();
      kept.forEach(q -> all.add(space.job(model.getValue(), q, all())));
    }
    return all;
  }

  /** The survivors' jobs in the places of those with few images. */
  private static List<JobSpec> withMoreImages(List<JobSpec> jobs, List<JobSpec> survivors) {
    Map<List<Object>, JobSpec> better = new LinkedHashMap<>();
    survivors.forEach(s -> better.put(List.of(s.model(), s.quantization()), s));
    return jobs.stream()
        .map(j -> better.getOrDefault(List.of(j.model(), j.quantization()), j))
        .toList();
  }

  private static Map<String, JobSpec> byId(List<JobSpec> jobs) {
    Map<String, JobSpec> byId = new LinkedHashMap<>();
    for (JobSpec job : jobs) {
      for (int target = 0; target < job.targets().size(); target++) {
        byId.put(StudyPoints.id(job, target), job);
      }
    }
    return byId;
  }

  private static Map<String, boolean[]> correct(
      List<JobSpec> jobs, Map<String, JobResult> results) {
    Map<String, boolean[]> correct = new LinkedHashMap<>();
    byId(jobs).forEach((id, job) -> correct.put(id, results.get(job.hash()).correctImages()));
    return correct;
  }

  private List<FailedPoint> failed(List<JobSpec> jobs, Map<String, JobResult> results) {
    return jobs.stream()
        .filter(job -> results.get(job.hash()).isFailure())
        .map(
            job ->
                new FailedPoint(name(job), job.quantization(), results.get(job.hash()).failure()))
        .toList();
  }

  private List<StudyModel> summaries(List<JobSpec> jobs) {
    List<StudyModel> summaries = new ArrayList<>();
    models.forEach(
        (name, file) -> {
          summaries.add(StudyModels.summary(name, workspace, most(jobs, file)));
        });
    return summaries;
  }
}
