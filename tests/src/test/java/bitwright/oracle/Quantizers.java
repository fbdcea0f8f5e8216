package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.List;

/**
 * QONNX's quantizers as its code defines them.
 *
 * @param <T> the numbers
 */
final class Quantizers<T> {

  private final Field<T> field;

  Quantizers(Field<T> field) {
    this.field = field;
  }

  /** x ≥ 0 ? scale : −scale. */
  Tensor<T> bipolar(List<Tensor<T>> in) {
    T zero = field.of(0);
    return in.get(0)
        .zip(
            in.get(1),
            (x, scale) -> field.compare(x, zero) >= 0 ? scale : field.subtract(zero, scale));
  }

  /** (round(clamp(x / scale + zero point, min, max)) − zero point) · scale. */
  Tensor<T> integer(Node node, List<Tensor<T>> in) {
    int bits = (int) field.toDouble(in.get(3).get(0));
    boolean signed = node.integer("signed", 1) == 1;
    boolean narrow = node.integer("narrow", 1) == 1;
    if (bits == 1 && signed) {
      return bipolar(in);
    }
    Mode mode = Mode.named(node.text("rounding_mode", "ROUND"));
    double end = Math.scalb(1.0, signed ? bits - 1 : bits);
    T min = field.of(signed ? -end + (narrow ? 1 : 0) : 0);
    T max = field.of(end - 1 - (!signed && narrow ? 1 : 0));
    Tensor<T> zero = in.get(2);
    Tensor<T> scale = in.get(1);
    return in.get(0)
        .zip(scale, field::divide)
        .zip(zero, field::add)
        .map(y -> field.compare(y, min) < 0 ? min : field.compare(y, max) > 0 ? max : y)
        .map(y -> field.round(y, mode))
        .zip(zero, field::subtract)
        .zip(scale, field::multiply);
  }

  /** saturate(round half to even(x / scale) + zero point), to 256 codes from the least on. */
  Tensor<T> linear(List<Tensor<T>> in, int least) {
    T min = field.of(least);
    T max = field.of(least + 255);
    return in.get(0)
        .zip(in.get(1), field::divide)
        .map(y -> field.round(y, Mode.ROUND))
        .zip(in.get(2), field::add)
        .map(y -> field.compare(y, min) < 0 ? min : field.compare(y, max) > 0 ? max : y);
  }

  /**
   * With t = x/scale and step = 2^max(⌊log2|t|⌋ − M, 1 − bias − M): clip(round(t/step) · step) ·
   * scale.
   */
  Tensor<T> minifloat(Node node, List<Tensor<T>> in) {
    int e = (int) field.toDouble(in.get(2).get(0));
    int m = (int) field.toDouble(in.get(3).get(0));
    int bias = (int) field.toDouble(in.get(4).get(0));
    double top = (2 - Math.scalb(1.0, -m)) * Math.scalb(1.0, (1 << e) - 1 - bias);
    T max = field.of(Math.min(top, field.toDouble(in.get(5).get(0))));
    T zero = field.of(0);
    T min = field.subtract(zero, max);
    Mode mode = Mode.named(node.text("rounding_mode", "ROUND"));
    if (node.integer("saturation", 1) != 1) {
      throw new IllegalArgumentException("FloatQuant saturates here");
    }
    return in.get(0)
        .zip(in.get(1), field::divide)
        .map(
            t -> {
              if (field.compare(t, zero) == 0) {
                return t;
              }
              int exponent = Math.max(field.floorLog2(t) - m, 1 - bias - m);
              T step = field.of(Math.scalb(1.0, exponent));
              T y = field.multiply(field.round(field.divide(t, step), mode), step);
              return field.compare(y, min) < 0 ? min : field.compare(y, max) > 0 ? max : y;
            })
        .zip(in.get(1), field::multiply);
  }
}
