package bitwright.quantize.operator;

import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.format.Reals;
import bitwright.arith.format.Rounding;
import bitwright.quantize.graph.Node;
import bitwright.quantize.spec.BipolarSpec;
import bitwright.quantize.spec.FloatSpec;
import bitwright.quantize.spec.IntegerSpec;
import bitwright.quantize.spec.QuantSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * QONNX's quantizers: {@code Quant} and {@code IntQuant}, {@code BipolarQuant}, {@code FloatQuant}.
 *
 * <p>Where documents and code of QONNX disagree, the code decides: {@code narrow} defaults to 1,
 * {@code has_subnormal} changes nothing, and a signed quantizer of one bit is bipolar.
 */
final class QuantizerOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "Quant", QuantizerOperators::integer,
          "IntQuant", QuantizerOperators::integer,
          "BipolarQuant", QuantizerOperators::bipolar,
          "FloatQuant", QuantizerOperators::minifloat);

  private static final Map<String, Rounding> MODES =
      Map.of(
          "ROUND", Rounding.TIES_TO_EVEN,
          "HALF_EVEN", Rounding.TIES_TO_EVEN,
          "CEIL", Rounding.UP,
          "FLOOR", Rounding.DOWN,
          "UP", Rounding.AWAY_FROM_ZERO,
          "DOWN", Rounding.TOWARD_ZERO,
          "HALF_UP", Rounding.TIES_AWAY,
          "HALF_DOWN", Rounding.TIES_TOWARD_ZERO);

  private static final List<String> INFINITY = List.of("has_inf", "has_infinity");

  private QuantizerOperators() {}

  private static void integer(Node node, Scope scope) {
    node.allowAttributes("signed", "narrow", "rounding_mode");
    boolean signed = node.attributes().flag("signed", true);
    boolean narrow = node.attributes().flag("narrow", true);
    int bits = scope.integer(node, 3, "bit width", 1, 64);
    BigFraction zeroPoint = scope.scalar(node, 2, "zero point");
    if (zeroPoint.getDenominator().bitLength() != 1 || zeroPoint.getNumerator().bitLength() > 64) {
      throw node.refuse(
          "has a zero point of %s; it must be an integer within the range of codes",
          Scope.show(zeroPoint));
    }
    BigInteger zero = zeroPoint.getNumerator();
    QuantSpec spec;
    if (bits == 1 && signed) {
      if (zero.signum() != 0) {
        throw node.refuse(
            "is bipolar (one bit, signed) with a zero point of %s; it must be 0", zero);
      }
      rounding(node);
      spec = new BipolarSpec();
    } else if (bits == 1 && narrow) {
      throw node.refuse(
          "is unsigned and narrow with a bit width of 1, which leaves one code; set narrow to 0");
    } else {
      spec = new IntegerSpec(bits, signed, narrow, zero, rounding(node), false);
    }
    Quantization.apply(node, scope, spec, 1);
  }

  private static void bipolar(Node node, Scope scope) {
    node.allowAttributes();
    Quantization.apply(node, scope, new BipolarSpec(), 1);
  }

  private static void minifloat(Node node, Scope scope) {
    List<String> known = new ArrayList<>(INFINITY);
    known.addAll(List.of("has_nan", "has_subnormal", "saturation", "rounding_mode", "signed"));
    node.allowAttributes(known.toArray(String[]::new));
    boolean signed = node.attributes().flag("signed", true);
    if (!node.attributes().flag("has_subnormal", true)) {
      scope.notice(
          node.label()
              + " says has_subnormal = 0, but its reference code produces subnormal numbers all"
              + " the same, and so does Bitwright");
    }
    int exponentBits = scope.integer(node, 2, "exponent bit width", 1, 7);
    int mantissaBits = scope.integer(node, 3, "mantissa bit width", 0, signed ? 6 : 7);
    int bits = (signed ? 1 : 0) + exponentBits + mantissaBits;
    if (bits < 3 || bits > 8) {
      throw node.refuse(
          "makes E%dM%d of %d bits; allowed are 3 to 8 bits in all",
          exponentBits, mantissaBits, bits);
    }
    int bias = scope.integer(node, 4, "exponent bias", -1000, 1000);
    BigFraction max = scope.scalar(node, 5, "max_val");
    boolean infinity = flag(node, INFINITY);
    boolean nan = node.attributes().flag("has_nan", false);
    MinifloatFormat all =
        new MinifloatFormat(exponentBits, mantissaBits, bias, signed, Specials.NONE);
    MinifloatFormat format = withSpecials(all, specials(all, max, infinity, nan));
    BigFraction bound = max.compareTo(greatest(format)) < 0 ? max : greatest(format);
    requireNumber(node, format, bound);
    boolean saturating = node.attributes().flag("saturation", true);
    Quantization.apply(node, scope, new FloatSpec(format, bound, rounding(node), saturating), 1);
  }

  private static boolean flag(Node node, List<String> names) {
    List<String> given = names.stream().filter(node.attributes().names()::contains).toList();
    if (given.size() > 1) {
      throw node.refuse("has both %s; keep one", String.join(" and ", given));
    }
    return !given.isEmpty() && node.attributes().flag(given.get(0), false);
  }

  /** Which codes are special: the greatest number tells, never the flags alone. */
  private static Specials specials(
      MinifloatFormat all, BigFraction max, boolean infinity, boolean nan) {
    List<Specials> order =
        infinity ? List.of(Specials.IEEE, Specials.FN) : List.of(Specials.FN, Specials.IEEE);
    for (Specials specials : order) {
      if (specials == Specials.IEEE && all.exponentBits() == 1 && all.mantissaBits() == 0) {
        continue;
      }
      if (greatest(withSpecials(all, specials)).equals(max)) {
        return specials;
      }
    }
    boolean full = greatest(all).equals(max) && all.signed();
    return nan && !infinity && full ? Specials.FNUZ : Specials.NONE;
  }

  private static MinifloatFormat withSpecials(MinifloatFormat format, Specials specials) {
    return new MinifloatFormat(
        format.exponentBits(), format.mantissaBits(), format.bias(), format.signed(), specials);
  }

  private static BigFraction greatest(MinifloatFormat format) {
    return Reals.scaled(format.levels().max(), format.unitExponent());
  }

  private static void requireNumber(Node node, MinifloatFormat format, BigFraction bound) {
    BigFraction image = bound.divide(Reals.powerOfTwo(format.unitExponent()));
    boolean onGrid = false;
    if (image.getDenominator().bitLength() == 1 && image.getNumerator().signum() > 0) {
      for (int rank = 0; rank < format.levels().count() && !onGrid; rank++) {
        onGrid = format.levels().image(rank).equals(image.getNumerator());
      }
    }
    if (!onGrid) {
      throw node.refuse(
          "has a max_val of %s, which E%dM%d with bias %d cannot represent; allowed are its positive"
              + " numbers up to %s",
          Scope.show(bound),
          format.exponentBits(),
          format.mantissaBits(),
          format.bias(),
          Scope.show(greatest(format)));
    }
  }

  private static Rounding rounding(Node node) {
    String mode = node.attributes().text("rounding_mode").orElse("ROUND");
    Rounding rounding = MODES.get(mode.toUpperCase(Locale.ROOT));
    if (rounding == null) {
      throw node.refuse(
          "has the rounding_mode '%s'; allowed are ROUND, HALF_EVEN, CEIL, FLOOR, UP, DOWN, HALF_UP"
              + " and HALF_DOWN",
          Node.shortened(mode));
    }
    return rounding;
  }
}
