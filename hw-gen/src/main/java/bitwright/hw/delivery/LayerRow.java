package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import java.util.ArrayList;
import java.util.List;

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
    for (LayerPlan layer : plan.layers()) {
      var dense = layer.layer();
      rows.add(
          new LayerRow(
              dense.name(),
              "dense",
              "%d → %d".formatted(dense.columns(), dense.rows()),
              "%s × %s".formatted(dense.weights().format().name(), dense.input().name()),
              dense.output().map(Format::name).orElse("accumulators"),
              "PE %d, SIMD %d".formatted(layer.fold().pe(), layer.fold().simd()),
              layer.cyclesPerVector(),
              List.of(rows.size() - 1)));
    }
    return List.copyOf(rows);
  }
}
