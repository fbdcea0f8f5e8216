package bitwright.arith.flow;

/** Packs several beats into one, which is offered the cycle after its last part arrived. */
final class Upsizer implements Block {
  private final Channel in;
  private final Channel out;
  private final int factor;
  private int position;
  private boolean full;

  Upsizer(Channel in, Channel out, int factor) {
    this.in = in;
    this.out = out;
    this.factor = factor;
  }

  @Override
  public void offer() {
    out.valid = full;
  }

  @Override
  public void accept() {
    in.ready = !(full && position == factor - 1);
  }

  @Override
  public void clock() {
    if (out.fires()) {
      full = false;
    }
    if (in.fires() && ++position == factor) {
      position = 0;
      full = true;
    }
  }
}
