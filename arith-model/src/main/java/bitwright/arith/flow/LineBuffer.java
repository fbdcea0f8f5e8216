package bitwright.arith.flow;

/** A ring of words between a stream and a reader that visits them in another order. */
final class LineBuffer extends Pipeline {
  private final Channel in;
  private final Reader reader;
  private int ahead;
  private int room;

  LineBuffer(Channel in, Channel out, Reader reader, int ahead, int room) {
    super(1, out);
    this.in = in;
    this.reader = reader;
    this.ahead = ahead;
    this.room = room;
  }

  @Override
  public void accept() {
    in.ready = room >= 0;
  }

  @Override
  boolean step(boolean advance) {
    boolean available = reader.padded() || ahead >= 0;
    if (in.fires()) {
      ahead++;
      room--;
    }
    if (available && advance) {
      reader.step();
      ahead -= reader.moved();
      room += reader.released();
    }
    return available;
  }
}
