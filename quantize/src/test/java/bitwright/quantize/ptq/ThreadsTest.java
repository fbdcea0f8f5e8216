package bitwright.quantize.ptq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.quantize.real.RealNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Files are the same bytes however many threads make them, and whatever was made before. */
class ThreadsTest {

  private static final List<List<String>> TECHNIQUES =
      List.of(
          List.of(),
          List.of("equalize"),
          List.of("smooth"),
          List.of("gptq"),
          List.of("adaround"),
          List.of("flexround"),
          List.of("bias-correction"),
          List.of("reestimate"),
          List.of("equalize", "smooth", "adaround", "bias-correction", "reestimate"));

  private static PostTrainingQuantizer quantizer() {
    Random random = new Random(21);
    RealNetwork network = PtqSupport.network(random);
    return new PostTrainingQuantizer(network, PtqSupport.images(random, 70, 72));
  }

  private static byte[] file(PostTrainingQuantizer quantizer, List<String> techniques) {
    QuantizationSpec spec = QuantizationSpec.of("int3", "minifloat4").with(techniques);
    return QonnxWriter.write(quantizer.quantize(spec.options()));
  }

  @Test
  void threadsAndHistoryChangeNothing() throws Exception {
    List<byte[]> alone = new ArrayList<>();
    for (List<String> techniques : TECHNIQUES) {
      alone.add(in(1, () -> file(quantizer(), techniques)));
    }
    int compared = 0;
    for (int threads : new int[] {2, 3, 8}) {
      PostTrainingQuantizer shared = quantizer();
      List<Callable<byte[]>> jobs = new ArrayList<>();
      for (int i = TECHNIQUES.size() - 1; i >= 0; i--) {
        List<String> techniques = TECHNIQUES.get(i);
        jobs.add(() -> file(shared, techniques));
      }
      for (int i = 0; i < jobs.size(); i++) {
        assertArrayEquals(
            alone.get(jobs.size() - 1 - i),
            in(threads, jobs.get(i)),
            threads + " threads, " + TECHNIQUES.get(jobs.size() - 1 - i));
        compared++;
      }
    }
    assertEquals(27, compared);
    assertEquals(TECHNIQUES.size(), alone.stream().map(Arrays::hashCode).distinct().count());
  }

  /** All streams of a task run in the pool that the task runs in. */
  private static <T> T in(int threads, Callable<T> task) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(task).get();
    } finally {
      pool.shutdown();
    }
  }
}
