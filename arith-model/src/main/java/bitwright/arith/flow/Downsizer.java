package bitwright.arith.flow;

/** Splits a beat into parts, one a cycle; the next is taken while the last part leaves. */
final class Downsizer implements Block {
  private final Channel in;
  private final Channel out;
  private final int factor;
  private int position;
  private boolean busy;

  Downsizer(Channel in, Channel out, int factor) {
    this.in = in;
    this.out = out;
    this.factor = factor;
  }

  @Override
  public void offer() {
    out.valid = busy;
  }

  @Override
  public void accept() {
    in.ready = !busy || out.ready && position == factor - 1;
  }

  @Override
  public void clock() {
    if (out.fires()) {
      position = position + 1 == factor ? 0 : position + 1;
    }
    if (in.ready) {
      busy = in.valid;
    }
  }
}
