package bitwright.arith.flow;

/** A block whose pipeline ends in a queue and moves on whenever that has room. */
abstract class Pipeline implements Block {
  private final OutputQueue queue = new OutputQueue();
  private final Stages stages;
  private final Channel out;

  Pipeline(int stages, Channel out) {
    this.stages = new Stages(stages);
    this.out = out;
  }

  /** Whether the pipeline moves on in this cycle. */
  final boolean advances() {
    return queue.advances();
  }

  @Override
  public final void offer() {
    out.valid = queue.offers();
  }

  @Override
  public final void clock() {
    boolean advance = queue.advances();
    boolean entering = step(advance);
    queue.clock(stages.head(), out.ready);
    if (advance) {
      stages.shift(entering);
    }
  }

  /** Takes the clock's edge; whether something enters the pipeline if it moves on. */
  abstract boolean step(boolean advance);
}
