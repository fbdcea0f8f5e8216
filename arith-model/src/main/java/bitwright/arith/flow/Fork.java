package bitwright.arith.flow;

import java.util.List;

/** Gives every beat to several consumers, to each once; it leaves when all have it. */
final class Fork implements Block {
  private final Channel in;
  private final List<Channel> outs;
  private final boolean[] taken;

  Fork(Channel in, List<Channel> outs) {
    this.in = in;
    this.outs = outs;
    taken = new boolean[outs.size()];
  }

  @Override
  public void offer() {
    for (int i = 0; i < taken.length; i++) {
      outs.get(i).valid = in.valid && !taken[i];
    }
  }

  @Override
  public void accept() {
    boolean all = true;
    for (int i = 0; i < taken.length; i++) {
      all &= taken[i] || outs.get(i).ready;
    }
    in.ready = all;
  }

  @Override
  public void clock() {
    if (in.valid) {
      for (int i = 0; i < taken.length; i++) {
        taken[i] = (taken[i] || outs.get(i).ready) && !in.ready;
      }
    }
  }
}
