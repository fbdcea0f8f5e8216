package bitwright.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does several things at a time and says on stderr how far it has come. */
final class Workers {

  private Workers() {}

  /** The results in the order of the tasks. */
  static <T> List<T> all(int jobs, List<? extends Callable<T>> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    AtomicInteger done = new AtomicInteger();
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            pool.submit(
                () -> {
                  T result = task.call();
                  System.err.printf("%d of %d: %s%n", done.incrementAndGet(), tasks.size(), result);
                  return result;
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : running) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the same command continues", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
