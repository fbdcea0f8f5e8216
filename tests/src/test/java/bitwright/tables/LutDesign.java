package bitwright.tables;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.plan.Cells;
import bitwright.cost.synthesis.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One function, made in several ways.
 *
 * @param name what it computes
 * @param target the most LUTs it may have, which a sketch reached
 * @param netlist our own
 * @param combinational plain Verilog in one expression
 * @param registered plain Verilog with a register behind every operation
 * @param sketch what the sketch of the target consists of
 */
record LutDesign(
    String name,
    int target,
    Supplier<Netlist> netlist,
    PlainVerilog combinational,
    PlainVerilog registered,
    Sketch sketch) {

  /**
   * A sketch.
   *
   * @param heap the heap that it compresses, or nothing
   * @param beside LUTs of what the sketch leaves out of the heap: ANDs, the accumulator
   * @param modules where there is no heap, the modules of which the leanest counts
   */
  record Sketch(String heap, int beside, List<String> modules) {

    /** A compressed heap and what stands around it. */
    static Sketch of(String heap, int beside) {
      return new Sketch(heap, beside, List.of());
    }

    /** The leanest of several modules. */
    static Sketch of(String... modules) {
      return new Sketch("", 0, List.of(modules));
    }
  }

  /** The name of our module. */
  String module() {
    return "ours_" + registered.module();
  }

  private static Source source(String module, String text) {
    return new Source(
        module, new TreeMap<>(Map.of(module + ".sv", text.getBytes(StandardCharsets.US_ASCII))));
  }

  /** Everything that is synthesized. */
  List<Source> sources(Optional<Sketches> sketches) {
    List<Source> sources = new ArrayList<>();
    sources.add(source(module(), NetlistVerilog.print(netlist.get(), module(), Cells.LUT6_CARRY4)));
    sources.add(source(combinational.module(), combinational.text()));
    sources.add(source(registered.module(), registered.text()));
    sketches.ifPresent(s -> sketch.modules.forEach(m -> s.module(m).ifPresent(sources::add)));
    return sources;
  }

  /** The row of the table, from the LUTs of all modules. */
  LutRow row(Map<String, Integer> luts, Optional<Sketches> sketches) {
    OptionalInt heap = sketches.map(s -> s.heap(sketch.heap)).orElse(OptionalInt.empty());
    OptionalInt sketched =
        heap.isPresent()
            ? OptionalInt.of(heap.getAsInt() + sketch.beside)
            : sketch.modules.stream().filter(luts::containsKey).mapToInt(luts::get).min();
    return new LutRow(
        name,
        luts.get(module()),
        sketched,
        luts.get(combinational.module()),
        luts.get(registered.module()),
        target);
  }
}
