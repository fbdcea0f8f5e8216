package bitwright.explore.study;

import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Sha256;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.Journal;
import bitwright.explore.space.Space;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Chooses which points are built, and measures them, several at a time. */
final class Finalists {

  private static final String STAGE = "building, simulating and synthesizing";

  private final Space space;
  private final Workspace workspace;
  private final Path folder;
  private final Journal journal;
  private final int threads;
  private final StudyProgress progress;

  Finalists(
      Space space,
      Workspace workspace,
      Path folder,
      Journal journal,
      int threads,
      StudyProgress progress) {
    this.space = space;
    this.workspace = workspace;
    this.folder = folder.resolve("finalists");
    this.journal = journal;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * The same points, the finalists with what was measured on them.
   *
   * @param jobs by the points' names
   */
  List<StudyPoint> measure(List<StudyPoint> points, Map<String, JobSpec> jobs) {
    if (!space.finalists().isWanted()) {
      return points;
    }
    FinalistRunner runner = new FinalistRunner(workspace, space.finalists().vectors());
    List<StudyPoint> chosen = choose(points);
    Map<String, Finalist> measured = new LinkedHashMap<>();
    for (StudyPoint point : chosen) {
      known(runner, point, jobs.get(point.id())).ifPresent(f -> measured.put(point.id(), f));
    }
    AtomicInteger done = new AtomicInteger(measured.size());
    progress.at(STAGE, done.get(), chosen.size());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Map<String, Future<Finalist>> running = new LinkedHashMap<>();
      for (StudyPoint point : chosen) {
        if (measured.containsKey(point.id())) {
          continue;
        }
        JobSpec job = jobs.get(point.id());
        running.put(
            point.id(),
            executor.submit(
                () -> {
                  Finalist finalist = measure(runner, point, job);
                  progress.at(STAGE, done.incrementAndGet(), chosen.size());
                  return finalist;
                }));
      }
      for (Map.Entry<String, Future<Finalist>> entry : running.entrySet()) {
        measured.put(entry.getKey(), entry.getValue().get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      executor.shutdownNow();
    }
    return points.stream()
        .map(p -> measured.containsKey(p.id()) ? p.with(measured.get(p.id())) : p)
        .toList();
  }

  /** What an earlier run measured, if what it built is still there. */
  private Optional<Finalist> known(FinalistRunner runner, StudyPoint point, JobSpec job) {
    return Files.isDirectory(folder.resolve(point.id()))
        ? journal.findFinalist(key(runner, point, job)).map(j -> JobJson.read(j, Finalist.class))
        : Optional.empty();
  }

  private String key(FinalistRunner runner, StudyPoint point, JobSpec job) {
    return Sha256.of(
        "%s %s %d %s"
            .formatted(
                job.hash(), point.price().target(), space.finalists().vectors(), runner.tools()));
  }

  private Finalist measure(FinalistRunner runner, StudyPoint point, JobSpec job) {
    long begin = System.nanoTime();
    Finalist finalist = runner.measure(job, point.price().target(), folder.resolve(point.id()));
    journal.putFinalist(
        key(runner, point, job), JobJson.text(finalist), (System.nanoTime() - begin) / 1e9);
    return finalist;
  }

  /** The front; where it has too few points, the front without it too, and so on. */
  private List<StudyPoint> choose(List<StudyPoint> points) {
    List<StudyPoint> chosen = new ArrayList<>();
    Map<String, List<StudyPoint>> models =
        points.stream()
            .filter(p -> p.price().fits())
            .collect(
                Collectors.groupingBy(StudyPoint::model, LinkedHashMap::new, Collectors.toList()));
    for (List<StudyPoint> own : models.values()) {
      List<StudyPoint> finalists = new ArrayList<>(own.stream().filter(StudyPoint::front).toList());
      int most = own.stream().mapToInt(StudyPoint::images).max().orElse(0);
      while (finalists.size() < space.finalists().least()) {
        Set<String> taken = finalists.stream().map(StudyPoint::id).collect(Collectors.toSet());
        List<StudyPoint> next =
            Front.mark(
                    own.stream()
                        .filter(p -> p.images() == most && !taken.contains(p.id()))
                        .toList())
                .stream()
                .filter(StudyPoint::front)
                .limit(space.finalists().least() - finalists.size())
                .toList();
        if (next.isEmpty()) {
          break;
        }
        finalists.addAll(next);
      }
      chosen.addAll(finalists);
    }
    return chosen;
  }
}
