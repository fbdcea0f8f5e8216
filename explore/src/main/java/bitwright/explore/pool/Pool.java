package bitwright.explore.pool;

import static java.util.concurrent.TimeUnit.SECONDS;

import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import bitwright.explore.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does jobs side by side. What the journal holds is not done again, and each job is in the journal
 * as soon as it is finished.
 */
public final class Pool {

  private Pool() {}

  /**
   * Does jobs.
   *
   * @param jobs what to do; equal ones are done once
   * @param runner does one of them, in any thread
   * @param threads how many at a time
   * @return the results by hash, in the order of the jobs
   * @throws IllegalArgumentException in one sentence, if a job cannot be begun, for example since a
   *     file is gone: the others stop too, and what is finished stays in the journal
   */
  public static Map<String, JobResult> run(
      List<JobSpec> jobs,
      Journal journal,
      Function<JobSpec, JobResult> runner,
      int threads,
      PoolProgress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "%d jobs at a time are not allowed; use at least 1".formatted(threads));
    }
    Map<String, JobResult> results = new LinkedHashMap<>();
    Map<String, JobSpec> open = new LinkedHashMap<>();
    for (JobSpec job : jobs) {
      String hash = job.hash();
      if (!results.containsKey(hash)) {
        Optional<JobResult> known = journal.find(hash);
        results.put(hash, known.orElse(null));
        if (known.isEmpty()) {
          open.put(hash, job);
        }
      }
    }
    int before = results.size() - open.size();
    progress.at(before, results.size());
    List<JobResult> finished =
        finish(
            new ArrayList<>(open.values()),
            journal,
            runner,
            threads,
            (done, total) -> progress.at(before + done, results.size()));
    finished.forEach(result -> results.put(result.hash(), result));
    return results;
  }

  private static List<JobResult> finish(
      List<JobSpec> jobs,
      Journal journal,
      Function<JobSpec, JobResult> runner,
      int threads,
      PoolProgress progress) {
    if (jobs.isEmpty()) {
      return List.of();
    }
    ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, jobs.size()));
    AtomicBoolean stopped = new AtomicBoolean();
    try {
      ExecutorCompletionService<Optional<JobResult>> running =
          new ExecutorCompletionService<>(executor);
      for (JobSpec job : jobs) {
        running.submit(() -> unless(stopped, () -> finish(job, journal, runner)));
      }
      List<JobResult> results = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        Optional<JobResult> result = running.take().get();
        if (result.isPresent()) {
          results.add(result.get());
          progress.at(results.size(), jobs.size());
        }
      }
      return results;
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      stopped.set(true);
      end(executor);
    }
  }

  /** Does a job unless another one failed. */
  private static Optional<JobResult> unless(AtomicBoolean stopped, Supplier<JobResult> job) {
    if (stopped.get()) {
      return Optional.empty();
    }
    try {
      return Optional.of(job.get());
    } catch (RuntimeException | Error e) {
      stopped.set(true);
      throw e;
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  /** Waits for what runs, since it still writes to the journal. */
  private static void end(ExecutorService executor) {
    executor.shutdown();
    try {
      executor.awaitTermination(Long.MAX_VALUE, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static JobResult finish(
      JobSpec job, Journal journal, Function<JobSpec, JobResult> runner) {
    long begin = System.nanoTime();
    JobResult result;
    try {
      result = runner.apply(job);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException("job " + JobJson.text(job), e);
    }
    journal.put(job, result, (System.nanoTime() - begin) / 1e9);
    return result;
  }
}
