package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import bitwright.arith.network.Layer;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One layer as the data sheet shows it.
 *
 * @param name its name
 * @param kind what it does: {@code dense}, {@code conv}, …
 * @param shape its shape, for people
 * @param formats its formats, for people
 * @param output what leaves it, for people
 * @param fold how much of it is computed in parallel, for people
 * @param cycles cycles per frame
 * @param sources the positions of the layers that feed it; −1 is the input of the network
 */
record LayerRow(
    String name,
    String kind,
    String shape,
    String formats,
    String output,
    String fold,
    long cycles,
    List<Integer> sources) {

  LayerRow {
    sources = List.copyOf(sources);
  }

  static List<LayerRow> of(AcceleratorPlan plan) {
    List<LayerRow> rows = new ArrayList<>();
    for (int i = 0; i < plan.layers().size(); i++) {
      rows.add(row(plan.layers().get(i), plan.network().nodes().get(i).sources()));
    }
    return List.copyOf(rows);
  }

  private static LayerRow row(LayerPlan plan, List<Integer> sources) {
    Layer layer = plan.layer();
    return new LayerRow(
        layer.name(),
        layer.kind(),
        "%s → %s".formatted(join(layer.inputShapes()), layer.outputShape()),
        formats(layer),
        layer.output().map(Format::name).orElse("accumulators"),
        fold(plan),
        plan.cyclesPerFrame(),
        sources);
  }

  private static String formats(Layer layer) {
    String inputs = join(layer.inputFormats().stream().map(Format::name).toList());
    return layer
        .kernel()
        .map(kernel -> "%s × %s".formatted(kernel.weights().format().name(), inputs))
        .orElse(inputs);
  }

  private static String fold(LayerPlan plan) {
    return plan.matrix().isPresent()
        ? "PE %d, SIMD %d".formatted(plan.fold().pe(), plan.fold().simd())
        : "PE %d".formatted(plan.fold().pe());
  }

  private static String join(List<?> parts) {
    return parts.stream().map(Object::toString).distinct().collect(Collectors.joining(" + "));
  }
}
