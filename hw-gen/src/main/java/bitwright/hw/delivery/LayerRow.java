package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.hw.engine.Realisation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One layer as the data sheet shows it.
 *
 * @param name its name
 * @param kind what it does: {@code dense}, {@code conv 3×3, stride 2×2, border 1}, …
 * @param shape its shape, for people
 * @param formats its formats, for people
 * @param output what leaves it, for people
 * @param fold how much of it is computed in parallel, for people
 * @param arithmetic what dot products are made of, for people; empty where there are none
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
    String arithmetic,
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
        kind(layer),
        "%s → %s".formatted(join(layer.inputShapes()), layer.outputShape()),
        formats(layer),
        layer.output().map(Format::name).orElse("accumulators"),
        fold(plan),
        plan.matrix().map(Realisation::arithmetic).orElse(""),
        plan.cyclesPerFrame(),
        sources);
  }

  private static String kind(Layer layer) {
    if (layer instanceof ConvLayer conv) {
      int channels = conv.patches().input().channels();
      String groups =
          conv.groups() == 1
              ? ""
              : conv.groups() == channels ? ", depthwise" : ", %d groups".formatted(conv.groups());
      return "conv " + window(conv.patches().window()) + groups;
    }
    if (layer instanceof PoolLayer pool) {
      String operation = pool.operation() == PoolLayer.Operation.MAX ? "max" : "sum";
      return operation + " pool " + window(pool.patches().window());
    }
    return layer.kind();
  }

  private static String window(Window w) {
    StringBuilder text = new StringBuilder(pair(w.kernelHeight(), w.kernelWidth()));
    if (w.strideHeight() > 1 || w.strideWidth() > 1) {
      text.append(", stride ").append(pair(w.strideHeight(), w.strideWidth()));
    }
    if (w.dilationHeight() > 1 || w.dilationWidth() > 1) {
      text.append(", dilation ").append(pair(w.dilationHeight(), w.dilationWidth()));
    }
    if (w.isPadded()) {
      boolean same =
          w.padTop() == w.padLeft() && w.padTop() == w.padBottom() && w.padTop() == w.padRight();
      List<Integer> pads = List.of(w.padTop(), w.padLeft(), w.padBottom(), w.padRight());
      text.append(", border ").append(same ? w.padTop() : join(pads, " "));
    }
    return text.toString();
  }

  private static String pair(int height, int width) {
    return height + "×" + width;
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
    return join(parts.stream().distinct().toList(), " + ");
  }

  private static String join(List<?> parts, String between) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(between));
  }
}
