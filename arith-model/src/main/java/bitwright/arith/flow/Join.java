package bitwright.arith.flow;

import java.util.List;

/** A pipeline that takes a beat of every stream when all have one. */
final class Join extends Pipeline {
  private final List<Channel> ins;

  Join(List<Channel> ins, Channel out, int stages) {
    super(stages, out);
    this.ins = ins;
  }

  private boolean there() {
    return ins.stream().allMatch(in -> in.valid);
  }

  @Override
  public void accept() {
    boolean ready = there() && advances();
    ins.forEach(in -> in.ready = ready);
  }

  @Override
  boolean step(boolean advance) {
    return there();
  }
}
