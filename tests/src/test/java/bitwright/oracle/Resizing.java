package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.List;

/**
 * Nearest-neighbour {@code Resize} of every version and {@code Upsample}, as their specification
 * defines them: an output element copies the input element nearest to its coordinate.
 *
 * @param <T> the numbers
 */
final class Resizing<T> {

  private final Field<T> field;
  private final Rearranging<T> rearranging;

  Resizing(Field<T> field, Rearranging<T> rearranging) {
    this.field = field;
    this.rearranging = rearranging;
  }

  /**
   * Resizes: in version 11 and later with a region, factors and sizes; before with factors alone,
   * which then mean ⌊x / factor⌋.
   */
  Tensor<T> resized(Node node, List<Tensor<T>> in) {
    if (!node.text("mode", "nearest").equals("nearest")) {
      throw new IllegalArgumentException("Resize to the nearest only");
    }
    Tensor<T> x = in.get(0);
    boolean early = in.size() == 2;
    Tensor<T> factors = in.get(early ? 1 : 2);
    int rank = x.rank();
    int[] shape = x.shape();
    int[] out = new int[rank];
    int[][] sources = new int[rank][];
    long[] sizes = in.size() > 3 && in.get(3) != null ? rearranging.integers(in.get(3)) : null;
    for (int d = 0; d < rank; d++) {
      T n = field.of(shape[d]);
      T factor = sizes == null ? factors.get(d) : field.divide(field.of(sizes[d]), n);
      out[d] =
          sizes == null
              ? (int) field.toDouble(field.round(field.multiply(n, factor), Mode.FLOOR))
              : (int) sizes[d];
      sources[d] = new int[out[d]];
      for (int i = 0; i < out[d]; i++) {
        String transformation =
            early ? "asymmetric" : node.text("coordinate_transformation_mode", "half_pixel");
        T position = coordinate(transformation, i, factor, shape[d], out[d]);
        String rounding = early ? "floor" : node.text("nearest_mode", "round_prefer_floor");
        sources[d][i] = Math.min(Math.max(nearest(position, rounding), 0), shape[d] - 1);
      }
    }
    return rearranging.made(
        out,
        index -> {
          int flat = 0;
          for (int d = 0; d < rank; d++) {
            flat = flat * shape[d] + sources[d][index[d]];
          }
          return x.get(flat);
        });
  }

  private T coordinate(String transformation, int i, T factor, int before, int after) {
    T half = field.of(0.5);
    T x = field.of(i);
    return switch (transformation) {
      case "asymmetric" -> field.divide(x, factor);
      case "half_pixel" -> field.subtract(field.divide(field.add(x, half), factor), half);
      case "pytorch_half_pixel" ->
          after > 1 ? field.subtract(field.divide(field.add(x, half), factor), half) : field.of(0);
      case "align_corners" ->
          after > 1
              ? field.divide(field.multiply(x, field.of(before - 1)), field.of(after - 1))
              : field.of(0);
      case "tf_half_pixel_for_nn" -> field.divide(field.add(x, half), factor);
      default -> throw new IllegalArgumentException("Resize by " + transformation);
    };
  }

  private int nearest(T x, String rounding) {
    T half = field.of(0.5);
    T y =
        switch (rounding) {
          case "floor" -> field.round(x, Mode.FLOOR);
          case "ceil" -> field.round(x, Mode.CEIL);
          case "round_prefer_floor" -> field.round(field.subtract(x, half), Mode.CEIL);
          case "round_prefer_ceil" -> field.round(field.add(x, half), Mode.FLOOR);
          default -> throw new IllegalArgumentException("Resize to the nearest by " + rounding);
        };
    return (int) field.toDouble(y);
  }
}
