package bitwright.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Java code on the calling thread.
 *
 * @param <T> what one run returns
 */
final class JavaSide<T> implements Side {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Supplier<T> work;
  private final ToLongFunction<T> hash;
  private T last;

  JavaSide(Supplier<T> work, ToLongFunction<T> hash) {
    this.work = work;
    this.hash = hash;
  }

  @Override
  public long run(int repetitions) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < repetitions; i++) {
      last = work.get();
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  @Override
  public long checksum() {
    return hash.applyAsLong(last);
  }
}
