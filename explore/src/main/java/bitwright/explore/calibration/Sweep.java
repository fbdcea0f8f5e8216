package bitwright.explore.calibration;

import bitwright.cost.Family;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.synthesis.Yosys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The synthesis of a family's designs.
 *
 * @param family the family
 * @param designs all of its designs
 * @param seeds how often each is synthesized; the least counts
 * @param jobs how many runs go side by side
 */
public record Sweep(Family family, List<CalibrationDesign> designs, int seeds, int jobs) {

  /** Hears of the rows that are there so far, in the order of the designs. */
  public interface Listener {
    /** Called after every batch. */
    void at(List<Measurement> rows);
  }

  /** Keeps an unmodifiable copy. */
  public Sweep {
    designs = List.copyOf(designs);
  }

  /**
   * Measures what is not known yet.
   *
   * @param known rows by id, which are kept where a whole batch is there, of the same text, tool
   *     and seeds
   * @param listener hears of every batch, before the next begins to count
   * @return all rows, in the order of the designs
   * @throws bitwright.cost.synthesis.SynthesisException that names the design that fails
   */
  public List<Measurement> run(Map<String, Measurement> known, Listener listener) {
    Yosys yosys = Yosys.installed(family);
    String tool = yosys.version();
    Map<String, Measurement> rows = new LinkedHashMap<>();
    Map<Batch, List<Measurement>> missing = new LinkedHashMap<>();
    for (Batch batch : Batch.of(designs)) {
      List<Measurement> there = batch.known(known, tool);
      there.forEach(row -> rows.put(row.id(), row));
      if (Batch.seeds(there) < seeds) {
        missing.put(batch, there);
      }
    }
    listener.at(inOrder(rows));
    measure(
        missing,
        yosys,
        tool,
        batch -> {
          batch.forEach(row -> rows.put(row.id(), row));
          listener.at(inOrder(rows));
        });
    return inOrder(rows);
  }

  private void measure(
      Map<Batch, List<Measurement>> batches,
      Yosys yosys,
      String tool,
      Consumer<List<Measurement>> done) {
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      CompletionService<List<Measurement>> running = new ExecutorCompletionService<>(workers);
      batches.forEach(
          (batch, there) -> running.submit(() -> batch.measure(yosys, tool, there, seeds)));
      for (int i = 0; i < batches.size(); i++) {
        done.accept(running.take().get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Measurement> inOrder(Map<String, Measurement> rows) {
    return designs.stream().map(d -> rows.get(d.id())).filter(row -> row != null).toList();
  }
}
