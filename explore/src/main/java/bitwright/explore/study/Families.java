package bitwright.explore.study;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.quantize.ptq.QuantizationSpec;

/** The families of number formats that a study compares. */
public final class Families {

  /** Integers, weights and activations. */
  public static final String INTEGER = "integer";

  /** Minifloats, weights and activations. */
  public static final String MINIFLOAT = "minifloat";

  /** Weights that are powers of two, whatever the activations are. */
  public static final String POWER_OF_TWO = "power of two";

  /** Weights of one family, activations of another, or formats by layer. */
  public static final String MIXED = "mixed";

  private Families() {}

  /** The family of a quantization. */
  public static String of(QuantizationSpec spec) {
    if (!spec.layers().isEmpty()) {
      return MIXED;
    }
    String weights = of(spec.weights());
    if (weights.equals(POWER_OF_TWO)) {
      return weights;
    }
    return weights.equals(of(spec.activations())) ? weights : MIXED;
  }

  private static String of(String name) {
    if (name.startsWith("minifloat")) {
      return MINIFLOAT;
    }
    Format format = FormatNames.parse(name);
    if (format instanceof IntegerFormat || format instanceof BipolarFormat) {
      return INTEGER;
    }
    if (format instanceof MinifloatFormat) {
      return MINIFLOAT;
    }
    return format instanceof PowerOfTwoFormat ? POWER_OF_TWO : MIXED;
  }

  /** The bits of a format, 0 where they differ from layer to layer. */
  public static int bits(String name) {
    return name.startsWith("minifloat")
        ? Integer.parseInt(name.substring("minifloat".length()))
        : FormatNames.parse(name).bits();
  }

  /** The bits of weights and activations if both have equally many, else 0. */
  public static int width(QuantizationSpec spec) {
    int bits = bits(spec.weights());
    return spec.layers().isEmpty() && bits == bits(spec.activations()) ? bits : 0;
  }
}
