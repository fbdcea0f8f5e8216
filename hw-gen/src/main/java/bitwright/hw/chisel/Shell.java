package bitwright.hw.chisel;

import chisel3.Module$;
import chisel3.RawModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The Chisel module around one circuit; also knows which circuit is being built. */
final class Shell<C extends Circuit> extends RawModule {
  private static final ThreadLocal<Deque<Shell<?>>> BUILDING =
      ThreadLocal.withInitial(ArrayDeque::new);

  private static final ThreadLocal<List<Shell<?>>> BUILT = ThreadLocal.withInitial(ArrayList::new);

  private static final ThreadLocal<Map<String, String>> TEXTS =
      ThreadLocal.withInitial(HashMap::new);

  private Circuit circuit;
  private final C built;

  Shell(Supplier<C> supplier) {
    BUILT.get().add(this);
    Deque<Shell<?>> stack = BUILDING.get();
    stack.push(this);
    try {
      built = supplier.get();
    } finally {
      stack.pop();
    }
  }

  /** Forgets the modules of the last elaboration. */
  static void begin() {
    BUILT.get().clear();
    TEXTS.get().clear();
  }

  /** Keeps the text of a module that is not made by Chisel. */
  static void deliver(String module, String text) {
    String other = TEXTS.get().putIfAbsent(module, text);
    if (other != null && !other.equals(text)) {
      throw Caller.error(
          "two different modules are named %s; a name must carry all that changes the logic",
          module);
    }
  }

  /** The texts of this elaboration that are not made by Chisel, by module. */
  static Map<String, String> texts() {
    return Map.copyOf(TEXTS.get());
  }

  /** The circuit name of every module of this elaboration, by the name that Chisel gave it. */
  static Map<String, String> circuitNames() {
    Map<String, String> names = new HashMap<>();
    BUILT.get().forEach(shell -> names.put(shell.name(), shell.circuit().name()));
    return names;
  }

  /** The head of every circuit's file, by circuit name; empty where nothing was described. */
  static Map<String, String> headings() {
    Map<String, String> headings = new HashMap<>();
    for (Shell<?> shell : BUILT.get()) {
      headings.putIfAbsent(shell.circuit().name(), Heading.of(shell.circuit().description()));
    }
    return headings;
  }

  /** The name of the circuit built first, which holds all others. */
  static String top() {
    return BUILT.get().get(0).circuit().name();
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
