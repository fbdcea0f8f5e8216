package bitwright.arith.flow;

/** A pipeline that takes a beat a cycle and gives one for every {@code turns} of them. */
final class Reduction extends Pipeline {
  private final Channel in;
  private final int turns;
  private int turn;

  Reduction(Channel in, Channel out, int turns, int stages) {
    super(stages, out);
    this.in = in;
    this.turns = turns;
  }

  @Override
  public void accept() {
    in.ready = advances();
  }

  @Override
  boolean step(boolean advance) {
    if (!in.valid || !advance) {
      return false;
    }
    turn = turn + 1 == turns ? 0 : turn + 1;
    return turn == 0;
  }
}
