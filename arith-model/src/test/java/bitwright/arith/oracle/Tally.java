package bitwright.arith.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the vectors that a check really ran, so that an empty check cannot pass. */
public final class Tally {

  private final String what;
  private final AtomicLong count = new AtomicLong();

  /** A tally of a named check. */
  public Tally(String what) {
    this.what = what;
  }

  /** One more vector. */
  public void add() {
    count.incrementAndGet();
  }

  /** The count so far. */
  public long count() {
    return count.get();
  }

  /** Prints the count and fails if it is less than promised. */
  public void require(long promised) {
    System.out.printf("%s: %,d vectors%n", what, count());
    assertTrue(count() >= promised, what + " ran only " + count() + " of " + promised);
  }
}
