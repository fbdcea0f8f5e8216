package bitwright.hw.chisel;

import chisel3.WhenContext;

/** What follows a {@link Logic#when}: further alternatives, tried in order. */
public final class When {
  private final WhenContext context;

  When(WhenContext context) {
    this.context = context;
  }

  /** Where no earlier condition holds and this one does. */
  public When elseWhen(Flag condition, Runnable body) {
    return new When(context.elsewhen(condition::bool, Logic.block(body), Caller.here()));
  }

  /** Where no earlier condition holds. */
  public void otherwise(Runnable body) {
    context.otherwise(Logic.block(body), Caller.here());
  }
}
