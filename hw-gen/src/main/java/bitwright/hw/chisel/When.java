package bitwright.hw.chisel;

import chisel3.WhenContext;
import java.util.function.Supplier;

/** What follows a {@link Logic#when}: further alternatives, tried in order. */
public final class When {
  private final WhenContext context;

  When(WhenContext context) {
    this.context = context;
  }

  /**
   * Where no earlier condition holds and this one does; logic in the condition belongs to the
   * alternative.
   */
  public When elseWhen(Supplier<Flag> condition, Runnable body) {
    return new When(
        context.elsewhen(() -> condition.get().bool(), Logic.block(body), Caller.here()));
  }

  /** Where no earlier condition holds. */
  public void otherwise(Runnable body) {
    context.otherwise(Logic.block(body), Caller.here());
  }
}
