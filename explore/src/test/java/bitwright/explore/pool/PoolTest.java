package bitwright.explore.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import bitwright.explore.journal.Jobs;
import bitwright.explore.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {

  @TempDir private Path folder;

  private final AtomicInteger runs = new AtomicInteger();

  private JobResult count(JobSpec job) {
    runs.incrementAndGet();
    return Jobs.result(job);
  }

  @Test
  void finishedJobsAreNotDoneAgain() {
    List<JobSpec> jobs = Jobs.jobs(30);
    try (Journal journal = Journal.open(folder)) {
      Pool.run(jobs.subList(3, 10), journal, this::count, 2, (done, total) -> {});
      assertEquals(7, runs.get());
      List<String> said = new ArrayList<>();
      List<JobSpec> twice = new ArrayList<>(jobs);
      twice.addAll(jobs);
      Map<String, JobResult> results =
          Pool.run(twice, journal, this::count, 4, (done, total) -> said.add(done + "/" + total));
      assertEquals(30, runs.get());
      assertEquals(jobs.stream().map(JobSpec::hash).toList(), List.copyOf(results.keySet()));
      results.forEach((hash, result) -> assertEquals(hash, result.hash()));
      assertEquals("7/30", said.get(0));
      assertEquals("30/30", said.get(said.size() - 1));
      assertEquals(24, said.size());
      assertEquals(30, journal.all().size());
    }
  }

  @Test
  void soManyThreadsWorkAtATime() {
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger atATime = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Journal journal = Journal.open(folder)) {
      Pool.run(
          Jobs.jobs(20),
          journal,
          job -> {
            most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
            three.countDown();
            await(three);
            atATime.decrementAndGet();
            return Jobs.result(job);
          },
          3,
          (done, total) -> {});
    }
    assertEquals(3, most.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aJobThatCannotBeBegunStopsTheOthersAndLosesNothing() {
    List<JobSpec> jobs = Jobs.jobs(40);
    List<String> finished = Collections.synchronizedList(new ArrayList<>());
    try (Journal journal = Journal.open(folder)) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  Pool.run(
                      jobs,
                      journal,
                      job -> {
                        if (job.equals(jobs.get(5))) {
                          throw new IllegalArgumentException("inputs x.npy is not a file");
                        }
                        finished.add(job.hash());
                        return Jobs.result(job);
                      },
                      1,
                      (done, total) -> {}));
      assertEquals("inputs x.npy is not a file", e.getMessage());
      finished.forEach(hash -> assertTrue(journal.find(hash).isPresent()));
      assertEquals(5, journal.all().size());
    }
  }

  @Test
  void aDefectNamesItsJob() {
    try (Journal journal = Journal.open(folder)) {
      Exception e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  Pool.run(
                      Jobs.jobs(1),
                      journal,
                      job -> {
                        throw new ArithmeticException("/ by zero");
                      },
                      1,
                      (done, total) -> {}));
      assertTrue(e.getMessage().contains("\"weights\":\"int4\""), e.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> Pool.run(List.of(), journal, this::count, 0, (done, total) -> {}));
    }
  }

  @Test
  void shardsAreThePartsOfTheWhole() {
    List<Integer> whole = IntStream.range(0, 11).boxed().toList();
    List<Integer> joined = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      joined.addAll(new Shard(i, 3).of(whole));
    }
    assertEquals(List.of(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8), joined);
    assertEquals(whole, Shard.WHOLE.of(whole));
    assertEquals(new Shard(2, 3), Shard.parse("2/3"));
    assertEquals("2/3", Shard.parse("2/3").toString());
    for (String wrong :
        List.of("0/3", "4/3", "1/0", "1", "a/b", "1/2/3", "-1/2", "", "9999999/1")) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong));
      assertTrue(e.getMessage().contains("as in 2/3"), e.getMessage());
    }
  }
}
