package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;

import bitwright.training.grid.BipolarGrid;
import bitwright.training.grid.Grid;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.MinifloatGrid;
import bitwright.training.grid.RealGrid;
import java.util.List;
import java.util.function.Supplier;

/** Writes the QONNX quantizer of a {@link Grid}. */
final class QuantizerNodes {

  private QuantizerNodes() {}

  /**
   * Adds a quantizer node and returns its output; what is not quantized is {@code x} itself.
   *
   * @param scale adds the initializer that holds the scale, where there is a quantizer
   * @throws IllegalArgumentException if QONNX has no quantizer for the grid
   */
  static String add(GraphBuilder graph, String name, Grid grid, String x, Supplier<String> scale) {
    if (grid instanceof RealGrid) {
      return x;
    }
    if (grid instanceof BipolarGrid) {
      return graph.quantizer(name, "BipolarQuant", List.of(x, scale.get()));
    }
    if (grid instanceof IntegerGrid integer) {
      return integer(graph, name, integer, x, scale.get());
    }
    if (grid instanceof MinifloatGrid minifloat) {
      return minifloat(graph, name, minifloat, x, scale.get());
    }
    throw new IllegalArgumentException("QONNX has no quantizer for " + grid);
  }

  private static String integer(
      GraphBuilder graph, String name, IntegerGrid grid, String x, String scale) {
    return graph.quantizer(
        name,
        "Quant",
        List.of(
            x,
            scale,
            graph.scalar(name + "_zero_point", 0),
            graph.scalar(name + "_bit_width", grid.bits())),
        attribute("signed", grid.signed() ? 1 : 0),
        attribute("narrow", grid.signed() ? 1 : 0),
        attribute("rounding_mode", "ROUND"));
  }

  private static String minifloat(
      GraphBuilder graph, String name, MinifloatGrid grid, String x, String scale) {
    return graph.quantizer(
        name,
        "FloatQuant",
        List.of(
            x,
            scale,
            graph.scalar(name + "_exponent_bit_width", grid.exponentBits()),
            graph.scalar(name + "_mantissa_bit_width", grid.mantissaBits()),
            graph.scalar(name + "_exponent_bias", grid.bias()),
            graph.scalar(name + "_max_val", (float) grid.greatest())),
        attribute("rounding_mode", "ROUND"),
        attribute("has_inf", 0),
        attribute("has_nan", 0),
        attribute("has_subnormal", 1),
        attribute("saturation", 1));
  }
}
