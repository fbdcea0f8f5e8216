package bitwright.explore.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.Journal;
import bitwright.explore.journal.JournalEntry;
import bitwright.explore.journal.Merge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exploration that is killed at random moments ends with the bytes of one that is not: twelve
 * points and three kills, with {@code -Dbitwright.nightly=true} sixty points and twenty kills.
 */
class KillTest {

  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");
  private static final int KILLS = NIGHTLY ? 20 : 3;
  private static final int POINTS = NIGHTLY ? SmallExploration.POINTS : 12;
  private static final int MOST_JOBS = 6;
  private static final int KILLED = 128 + 9;
  private static final long SEED = 20261122;
  private static final Path MODELS = Path.of("").toAbsolutePath().getParent().resolve("models");

  @TempDir private Path folder;

  @Test
  void killedAndResumedIsUndisturbed() throws IOException, InterruptedException {
    assertEquals(0, start("undisturbed").waitFor());
    String expected = table("undisturbed");
    assertEquals(POINTS, expected.lines().distinct().count());
    Random random = new Random(SEED);
    int kills = 0;
    List<String> moments = new ArrayList<>();
    for (int run = 0; kills < KILLS; run++) {
      String name = "killed" + run;
      Files.createDirectories(folder.resolve(name));
      Set<String> finished = new HashSet<>();
      boolean ended = false;
      while (!ended) {
        int begunBefore = begun(name).size();
        Process process = start(name);
        if (kills < KILLS) {
          await(random, process, () -> begun(name).size() - begunBefore);
          process.destroyForcibly();
        }
        int code = process.waitFor();
        ended = code == 0;
        assertTrue(ended || code == KILLED && kills < KILLS, "exit code " + code);
        kills += ended ? 0 : 1;
        List<String> begun = begun(name).subList(begunBefore, begun(name).size());
        begun.forEach(hash -> assertTrue(!finished.contains(hash), "repeated " + hash));
        Set<String> now = finished(name);
        assertTrue(now.containsAll(finished), "lost what was finished");
        long lost = begun.stream().filter(hash -> !now.contains(hash)).count();
        assertTrue(lost <= SmallExploration.THREADS, lost + " jobs lost");
        moments.add((ended ? "end " : "") + now.size());
        finished.addAll(now);
      }
      assertEquals(expected, table(name), "seed " + SEED);
    }
    System.out.printf(
        "%d kills at random moments, seed %d; finished jobs after each: %s%n",
        kills, SEED, String.join(", ", moments));
    assertEquals(KILLS, kills);
  }

  /**
   * Waits for a random moment: so many jobs begun and some time on, or soon after the start. Time
   * alone would on a busy machine always fall before the first job.
   */
  private static void await(Random random, Process process, IntSupplier begun)
      throws InterruptedException {
    int jobs = random.nextInt(MOST_JOBS + 1);
    while (process.isAlive() && begun.getAsInt() < jobs) {
      Thread.sleep(2);
    }
    process.waitFor(random.nextInt(jobs == 0 ? 1500 : 300), TimeUnit.MILLISECONDS);
  }

  @Test
  void twoShardsMergedAreTheWhole() throws IOException {
    List<JobSpec> jobs = SmallExploration.jobs(MODELS, 7);
    Map<String, JobResult> whole = run("whole", jobs);
    run("one", Shard.parse("1/2").of(jobs));
    run("two", Shard.parse("2/2").of(jobs));
    List<Path> parts = List.of(folder.resolve("one"), folder.resolve("two"));
    assertEquals(new Merge(7, 0, 0), Merge.into(folder.resolve("merged"), parts));
    try (Journal merged = Journal.open(folder.resolve("merged"))) {
      Map<String, JobResult> found =
          Pool.run(
              jobs,
              merged,
              job -> {
                throw new AssertionError("a merged job is done again");
              },
              1,
              (done, total) -> {});
      assertEquals(SmallExploration.table(whole), SmallExploration.table(found));
    }
  }

  private Map<String, JobResult> run(String name, List<JobSpec> jobs) {
    JobRunner runner = new JobRunner(new Workspace());
    try (Journal journal = Journal.open(folder.resolve(name))) {
      return Pool.run(jobs, journal, runner::run, 2, (done, total) -> {});
    }
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SmallExploration.class.getName(),
            MODELS.toString(),
            String.valueOf(POINTS),
            folder.resolve(name).toString(),
            folder.resolve(name + ".begun").toString(),
            folder.resolve(name + ".table").toString())
        .inheritIO()
        .start();
  }

  private String table(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".table"));
  }

  private List<String> begun(String name) {
    Path file = folder.resolve(name + ".begun");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> finished(String name) {
    Set<String> hashes = new HashSet<>();
    try (Journal journal = Journal.open(folder.resolve(name))) {
      for (JournalEntry entry : journal.all()) {
        hashes.add(entry.result().hash());
      }
    }
    return hashes;
  }
}
