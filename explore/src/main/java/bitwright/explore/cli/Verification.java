package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.plan.LayerPlan;
import bitwright.hw.Accelerator;
import bitwright.sim.CoSimulation;
import bitwright.sim.Divergence;
import bitwright.sim.LayerReport;
import bitwright.sim.SimulationOptions;
import bitwright.sim.Timing;
import bitwright.sim.VerificationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One comparison of hardware and golden model, and how it is told.
 *
 * @param model the network
 * @param samples what went through it
 * @param golden what the golden model computed
 * @param report what the simulation found
 */
record Verification(Model model, Samples samples, Evaluation golden, VerificationReport report) {

  /** Verilator without pauses. */
  static SimulationOptions options(long seed) {
    return SimulationOptions.DEFAULT.withStall(0, seed);
  }

  /** Simulates. */
  static VerificationReport simulate(
      Accelerator accelerator, Evaluation golden, SimulationOptions options) {
    return CoSimulation.verify(accelerator, golden, options);
  }

  /** The share of right classes of the golden model, if there are labels. */
  Optional<Double> accuracyGolden() {
    return samples.accuracy(golden::argMax);
  }

  /** The share of right classes of the hardware, if there are labels. */
  Optional<Double> accuracyRtl() {
    return samples.accuracy(v -> report.rtlClass(v).orElse(-1));
  }

  /** Whether there is nothing to complain about. */
  boolean passed() {
    return report.passed();
  }

  /** Why it did not pass, in one sentence. */
  static String reason(VerificationReport report) {
    return report
        .divergence()
        .map(Verification::sentence)
        .or(() -> report.violation().map(Object::toString))
        .orElse("not every code was compared");
  }

  private static String sentence(Divergence d) {
    return "first at vector %d, layer %s, channel %d: expected %s (value %s), actual %s (value %s), in cycle %d"
        .formatted(
            d.vector(),
            d.layer(),
            d.channel(),
            d.expected(),
            d.expectedValue(),
            d.actual(),
            d.actualValue(),
            d.cycle());
  }

  /** The document of {@code --json}; its keys are fixed. */
  Map<String, Object> json() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model.label());
    map.put("vectors", report.vectors());
    map.put("simulator", report.options().simulator().commandName());
    map.put("stall", report.options().stall());
    map.put("seed", report.options().seed());
    List<Map<String, Object>> layers = new ArrayList<>();
    report.layers().forEach(layer -> layers.add(json(layer)));
    map.put("layers", layers);
    map.put("compared", report.compared());
    map.put("mismatches", report.mismatches());
    map.put("accuracyGolden", accuracyGolden().orElse(null));
    map.put("accuracyRtl", accuracyRtl().orElse(null));
    map.put("cyclesPerInference", report.timing().map(Timing::cyclesPerInference).orElse(null));
    map.put("latencyCycles", report.timing().map(Timing::latencyCycles).orElse(null));
    map.put("simulatedCycles", report.simulatedCycles());
    map.put("simulatedCyclesPerSecond", Math.round(report.cyclesPerSecond()));
    map.put("firstDivergence", report.divergence().map(this::json).orElse(null));
    report.violation().ifPresent(v -> map.put("violation", v.toString()));
    return map;
  }

  private static Map<String, Object> json(LayerReport layer) {
    LayerPlan plan = layer.plan();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", layer.name());
    map.put("kind", plan.layer().kind());
    map.put("weightFormat", Words.weights(plan.layer()));
    map.put("activationFormat", Words.activations(plan.layer()));
    map.put("outputFormat", Words.output(plan.layer()));
    map.put("macs", plan.layer().macs());
    map.put("accumulatorBits", plan.layer().accumulatorRange().signedBits());
    map.put("pe", plan.fold().pe());
    map.put("simd", plan.fold().simd());
    map.put("cycles", plan.cyclesPerFrame());
    map.put("compared", layer.compared());
    map.put("mismatches", layer.mismatches());
    return map;
  }

  private Map<String, Object> json(Divergence d) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layer", d.layer());
    map.put("vector", d.vector());
    map.put("channel", d.channel());
    map.put("expected", d.expected());
    map.put("actual", d.actual());
    map.put("expectedValue", finite(d.expectedValue()));
    map.put("actualValue", finite(d.actualValue()));
    map.put("cycle", d.cycle());
    map.put("waveform", report.waveform().map(Object::toString).orElse(null));
    return map;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
