package bitwright.sim.stream;

/** The rules of a ready/valid stream, AXI4-Stream's where they are its own. */
public enum StreamRule {
  /** Nothing is offered in reset, from its second cycle on, nor in the first cycle after it. */
  VALID_IN_RESET("offers a beat in reset"),
  /** An offer stands until it is taken. */
  VALID_DROPPED("withdraws a beat that was not taken"),
  /** What is offered does not change until it is taken. */
  DATA_CHANGED("changes a beat that was not taken"),
  /** {@code tlast} marks the last beat of each image and no other. */
  LAST_MISPLACED("has tlast in the wrong place"),
  /**
   * No more beats come out than belong to what went in, nor a whole image before its input begins.
   */
  EXTRA_BEAT("gives more beats than belong to its input"),
  /** Something moves until all is done. */
  DEADLOCK("is stuck"),
  /** Nothing is taken in reset, from its second cycle on, nor in the first cycle after it. */
  READY_IN_RESET("takes a beat in reset"),
  /** What is offered, and whether a beat is taken, does not depend on the sink's ready at once. */
  FOLLOWS_READY("follows the ready of m_axis within a cycle"),
  /** Bits above the elements of a beat are 0. */
  PADDING_SET("sets bits above the last element of a beat"),
  /** No handshake signal and no taken bit is unknown; seen by four-state simulators only. */
  UNKNOWN_BITS("has unknown bits");

  private final String breach;

  StreamRule(String breach) {
    this.breach = breach;
  }

  /** What a stream does that breaks the rule, as the end of a sentence. */
  public String breach() {
    return breach;
  }
}
