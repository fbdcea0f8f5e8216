package bitwright.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Java code on the calling thread.
 *
 * @param <T> what one run returns
 */
final class JavaSide<T> implements Side {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Supplier<T> work;
  private final java.util.function.ToLongFunction<T> hash;
  private T last;

  JavaSide(Supplier<T> work, java.util.function.ToLongFunction<T> hash) {
    this.work = work;
    this.hash = hash;
  }

  @Override
  public long run(int repetitions) {
    LongSupplier clock = THREADS::getCurrentThreadCpuTime;
    long start = clock.getAsLong();
    for (int i = 0; i < repetitions; i++) {
      last = work.get();
    }
    return clock.getAsLong() - start;
  }

  @Override
  public long checksum() {
    return hash.applyAsLong(last);
  }
}
