package bitwright.hw;

import bitwright.arith.format.Format;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.AcceleratorTop;
import bitwright.hw.engine.LayerUnits;
import bitwright.hw.engine.MatrixVectorUnit;
import bitwright.hw.engine.MemoryFiles;
import bitwright.hw.engine.ThresholdSearch;
import bitwright.hw.operator.ProductCircuit;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes SystemVerilog from plans. Equal arguments give equal bytes.
 *
 * <p>Sources are one module per file {@code rtl/<module>.sv}; memory files lie beside them as
 * {@code rtl/*.hex} and are read by their bare name, so a simulator runs in {@code rtl} or defines
 * {@code BITWRIGHT_MEMORY_PATH} as that folder, a string with a trailing slash.
 */
public final class Generator {

  private Generator() {}

  /** The accelerator of a plan. */
  public static Accelerator generate(AcceleratorPlan plan) {
    String top = VerilogNames.top(plan.network().name());
    SortedMap<String, byte[]> files = sources(Elaboration.of(() -> new AcceleratorTop(top, plan)));
    for (LayerPlan layer : plan.layers()) {
      MemoryFiles.of(layer).forEach((name, bytes) -> files.put("rtl/" + name, bytes));
    }
    var taps = plan.layers().stream().map(Generator::tap).toList();
    files.put(top + ".f", FileList.of(files.keySet()));
    files.put("manifest.json", Manifest.of(plan, top, taps, files));
    return new Accelerator(plan, top, files, taps);
  }

  private static Tap tap(LayerPlan layer) {
    return new Tap(
        layer.layer().name(),
        LayerUnits.module(layer),
        LayerUnits.instance(layer),
        "out_valid",
        "out_ready",
        "out_data",
        layer.output().elements(),
        layer.outputBits());
  }

  /**
   * The combinational product of two formats: inputs {@code a} and {@code b} (codes), output {@code
   * product}, the exact product of their images in {@code Products.range(a, b).bits()} bits, two's
   * complement if that range has negative values. The product of codes that are not numbers is
   * unspecified.
   */
  public static GeneratedModule product(Format a, Format b) {
    return module(Elaboration.of(() -> new ProductCircuit(a, b)), Map.of());
  }

  /**
   * The requantizer of a layer alone: {@code clock}, {@code reset}, {@code enable}; {@code
   * in_valid}, {@code raw} (PE raw accumulators of {@code plan.rawBits()} bits, for the row groups
   * in turn); {@code out_valid}, {@code codes}, {@code plan.stages()} enabled clocks later.
   */
  public static GeneratedModule requantizer(ThresholdPlan plan) {
    return module(Elaboration.of(() -> new ThresholdSearch(plan)), MemoryFiles.thresholds(plan));
  }

  /**
   * The matrix-vector unit of a layer alone, with its weights, thresholds and output queue: {@code
   * clock}, {@code reset}; the streams {@code in} (SIMD input codes a beat) and {@code out} (PE
   * output codes or accumulators a beat), each with {@code _valid}, {@code _ready} and {@code
   * _data}; one vector every {@code plan.cyclesPerVector()} cycles.
   */
  public static GeneratedModule unit(MatrixPlan plan) {
    return module(Elaboration.of(() -> new MatrixVectorUnit(plan)), MemoryFiles.of(plan));
  }

  private static GeneratedModule module(Elaboration elaboration, Map<String, byte[]> memories) {
    SortedMap<String, byte[]> files = sources(elaboration);
    memories.forEach((name, bytes) -> files.put("rtl/" + name, bytes));
    files.put(elaboration.top() + ".f", FileList.of(files.keySet()));
    return new GeneratedModule(elaboration.top(), files);
  }

  private static SortedMap<String, byte[]> sources(Elaboration elaboration) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    elaboration
        .modules()
        .forEach(
            (name, text) ->
                files.put("rtl/" + name + ".sv", text.getBytes(StandardCharsets.UTF_8)));
    return files;
  }
}
