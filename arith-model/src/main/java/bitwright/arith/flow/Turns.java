package bitwright.arith.flow;

import java.util.List;

/** Takes some beats of every stream in turn, one a cycle, straight into the output queue. */
final class Turns implements Block {
  private final List<Channel> ins;
  private final List<Integer> beats;
  private final Channel out;
  private final OutputQueue queue = new OutputQueue();
  private int turn;
  private int beat;

  Turns(List<Channel> ins, List<Integer> beats, Channel out) {
    this.ins = ins;
    this.beats = beats;
    this.out = out;
  }

  @Override
  public void offer() {
    out.valid = queue.offers();
  }

  @Override
  public void accept() {
    for (int i = 0; i < ins.size(); i++) {
      ins.get(i).ready = i == turn && queue.advances();
    }
  }

  @Override
  public void clock() {
    Channel in = ins.get(turn);
    boolean fires = in.fires();
    queue.clock(in.valid, out.ready);
    if (fires && ++beat == beats.get(turn)) {
      beat = 0;
      turn = turn + 1 == ins.size() ? 0 : turn + 1;
    }
  }
}
