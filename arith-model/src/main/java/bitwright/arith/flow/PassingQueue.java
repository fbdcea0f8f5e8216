package bitwright.arith.flow;

/** An output queue with nothing in front of it. */
final class PassingQueue implements Block {
  private final Channel in;
  private final Channel out;
  private final OutputQueue queue = new OutputQueue();

  PassingQueue(Channel in, Channel out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public void offer() {
    out.valid = queue.offers();
  }

  @Override
  public void accept() {
    in.ready = queue.advances();
  }

  @Override
  public void clock() {
    queue.clock(in.valid, out.ready);
  }
}
