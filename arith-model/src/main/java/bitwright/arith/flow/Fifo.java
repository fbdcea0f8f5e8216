package bitwright.arith.flow;

/** A queue of many beats in a memory: writing, reading, output queue. */
final class Fifo extends Pipeline {
  private final Channel in;
  private final int depth;
  private int stored;

  Fifo(Channel in, Channel out, int depth) {
    super(1, out);
    this.in = in;
    this.depth = depth;
  }

  @Override
  public void accept() {
    in.ready = stored < depth;
  }

  @Override
  boolean step(boolean advance) {
    boolean waiting = stored > 0;
    stored += (in.fires() ? 1 : 0) - (waiting && advance ? 1 : 0);
    return waiting;
  }
}
