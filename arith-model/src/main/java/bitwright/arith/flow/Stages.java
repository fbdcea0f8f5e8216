package bitwright.arith.flow;

/** The valid bits of a pipeline that moves on as a whole. */
final class Stages {
  private final boolean[] ring;
  private int last;

  /** A pipeline of at least one stage. */
  Stages(int count) {
    ring = new boolean[count];
  }

  /** Whether the last stage holds something. */
  boolean head() {
    return ring[last];
  }

  void shift(boolean entering) {
    ring[last] = entering;
    last = last + 1 == ring.length ? 0 : last + 1;
  }
}
