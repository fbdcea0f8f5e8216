package bitwright.proof;

import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.ConcatUnit;
import bitwright.hw.engine.VectorBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Modules, and the checker that is bound into one of them, as SystemVerilog's {@code bind} would.
 *
 * @param top the module on top
 * @param modules its text and those of all modules below it
 * @param binding what states and proves its properties
 */
record StreamBlock(String top, SortedMap<String, String> modules, Binding binding) {

  /**
   * An instance of a checker. Its ports are connected to the signals of the same name.
   *
   * @param into the module that gets the instance
   * @param checker the checker's module, a file of the same name among the resources
   * @param parameters its parameters
   * @param connections its ports that are not signals of the same name
   * @param declarations signals that these connections need
   */
  record Binding(
      String into, String checker, String parameters, String connections, String declarations) {

    /** The text of a module with the checker in it. */
    String bind(String text) {
      String instance =
          "%s  %s #(%s) proof (%s.*);%n".formatted(declarations, checker, parameters, connections);
      return text.replace("endmodule", instance + "endmodule");
    }
  }

  /** A block of a circuit. */
  static StreamBlock of(Supplier<? extends Circuit> circuit) {
    Elaboration elaboration = Elaboration.of(circuit);
    return of(elaboration.top(), elaboration.modules());
  }

  /** A unit that joins maps of so many beats a pixel. */
  static StreamBlock concat(int width, Integer... beats) {
    Elaboration elaboration = Elaboration.of(() -> new ConcatUnit("maps", width, List.of(beats)));
    Binding binding = Bindings.concat(elaboration.top(), width, List.of(beats));
    return new StreamBlock(elaboration.top(), elaboration.modules(), binding);
  }

  /** A block of generated text, its checker chosen by its name, its memories abstracted. */
  static StreamBlock of(String top, SortedMap<String, String> modules) {
    SortedMap<String, String> abstracted = new TreeMap<>(modules);
    abstracted.computeIfPresent("BitwrightRam", (name, text) -> Induction.resource("WatchedRam"));
    return new StreamBlock(top, abstracted, Bindings.of(top));
  }

  /** The generated memory itself, of four words; the checker chooses the word to look at. */
  static StreamBlock memory() {
    String memory = Elaboration.of(() -> new VectorBuffer(1, 2, 2)).modules().get("BitwrightRam");
    SortedMap<String, String> modules = new TreeMap<>();
    modules.put("BitwrightRam", memory);
    modules.put("SmallRam", Induction.resource("SmallRam"));
    return new StreamBlock("SmallRam", modules, Bindings.memory());
  }

  /** The modules with the checker bound in. */
  SortedMap<String, String> bound(SortedMap<String, String> texts) {
    SortedMap<String, String> bound = new TreeMap<>(texts);
    bound.put(binding.into(), binding.bind(texts.get(binding.into())));
    return bound;
  }

  @Override
  public String toString() {
    return top;
  }
}
