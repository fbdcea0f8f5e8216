package bitwright.hw.chisel;

import chisel3.Module$;
import chisel3.RawModule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** The Chisel module around one circuit; also knows which circuit is being built. */
final class Shell<C extends Circuit> extends RawModule {
  private static final ThreadLocal<Deque<Shell<?>>> BUILDING =
      ThreadLocal.withInitial(ArrayDeque::new);

  private Circuit circuit;
  private final C built;

  Shell(Supplier<C> supplier) {
    Deque<Shell<?>> stack = BUILDING.get();
    stack.push(this);
    try {
      built = supplier.get();
    } finally {
      stack.pop();
    }
  }

  static <C extends Circuit> Shell<C> instance(Supplier<C> supplier) {
    return Module$.MODULE$.do_apply(() -> new Shell<>(supplier), Caller.here());
  }

  static Shell<?> building() {
    Shell<?> shell = BUILDING.get().peek();
    if (shell == null) {
      throw Caller.error("circuits are built by Elaboration.of or Circuit.instance only");
    }
    return shell;
  }

  void claim(Circuit owner) {
    if (circuit != null) {
      throw Caller.error("'%s' is built inside '%s': use instance", owner.name(), circuit.name());
    }
    circuit = owner;
  }

  Circuit circuit() {
    return circuit;
  }

  C built() {
    return built;
  }

  @Override
  public String desiredName() {
    return circuit.name();
  }
}
