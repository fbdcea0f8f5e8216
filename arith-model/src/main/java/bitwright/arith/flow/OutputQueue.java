package bitwright.arith.flow;

/** The state of a queue of two beats: one on offer and one behind it. */
final class OutputQueue {
  private boolean head;
  private boolean spare;

  /** Whether a beat is on offer. */
  boolean offers() {
    return head;
  }

  /** Whether there is room for a beat, and so whether the pipeline in front moves on. */
  boolean advances() {
    return !spare;
  }

  void clock(boolean arriving, boolean ready) {
    if (!head || ready) {
      head = spare || arriving;
      spare = false;
    } else if (arriving) {
      spare = true;
    }
  }
}
