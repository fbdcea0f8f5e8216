package bitwright.bench;

import java.io.IOException;

/** One of the two programs that a {@link Contest} compares. */
interface Side {

  /** The processor time in nanoseconds that so many runs took, on one thread. */
  long run(int repetitions) throws IOException;

  /** A hash of the results of the last run. */
  long checksum();
}
