package bitwright.quantize.build;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.network.WeightMatrix;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.graph.Node;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.QuantizedTensor;
import bitwright.quantize.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Chooses the format of a layer's weights and codes them, exactly.
 *
 * <p>In this order: the format that the user names for the layer; a power-of-two format where all
 * weights are ±2<sup>k</sup> times a scale (common or per row), k spans at most {@value #WIDEST}
 * and at least two magnitudes occur; the format that the file gives. Powers of two without zero
 * take the zero-free format; with zeros they are recognised only where that is narrower than the
 * file's format. Weights without a quantizer may also be ±s ({@code bipolar1}) or −s, 0, s ({@code
 * ternary}); all others are refused. Weights that the file calls two-bit integers stay so, and so
 * do minifloats, whose exponents are powers of two already.
 */
public final class WeightCoder {

  private static final int WIDEST = 7;

  private WeightCoder() {}

  /**
   * Codes weights.
   *
   * @param node the product they belong to, for messages
   * @param layer the layer's name
   * @param matrix a row per output channel
   */
  public static CodedWeights code(Node node, String layer, Constant matrix, ImportOptions options) {
    Optional<WeightTable> table =
        matrix instanceof QuantizedTensor quantized
            ? Optional.of(WeightTable.of(node, quantized))
            : WeightTable.of((Tensor) matrix);
    Format named = options.weightFormats().get(layer);
    if (named != null) {
      return table
          .flatMap(t -> new Recoder(t, named).recoded())
          .orElseThrow(
              () ->
                  node.refuse(
                      "has weights that the format %s, asked for layer %s, cannot represent exactly"
                          + " with one scale per row; choose another format",
                      named.name(), layer));
    }
    Optional<CodedWeights> recognised = table.flatMap(t -> recognised(t, options));
    if (recognised.isPresent()) {
      return recognised.get();
    }
    if (matrix instanceof QuantizedTensor quantized) {
      return asGiven(quantized, table.orElseThrow());
    }
    throw node.refuse(
        "has weights '%s' that are not quantized to 16 bits or fewer; pass them through Quant,"
            + " BipolarQuant or FloatQuant before exporting",
        Node.shortened(node.inputs().get(1)));
  }

  private static CodedWeights asGiven(QuantizedTensor weights, WeightTable table) {
    int[] codes = new int[weights.shape().size()];
    Arrays.setAll(codes, weights::code);
    return new CodedWeights(
        new WeightMatrix(weights.format(), table.rows(), table.columns(), codes), table.scales());
  }

  private static Optional<CodedWeights> recognised(WeightTable table, ImportOptions options) {
    boolean given = table.format().isPresent();
    boolean minifloat = table.format().filter(MinifloatFormat.class::isInstance).isPresent();
    if (minifloat || given && !options.recognisePowersOfTwo()) {
      return Optional.empty();
    }
    Optional<Pattern> pattern = Pattern.of(table);
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    boolean zeros = pattern.get().zeros();
    int span = pattern.get().span();
    Format format;
    if (span > 0) {
      if (!options.recognisePowersOfTwo()) {
        return Optional.empty();
      }
      format = powerOfTwo(span, zeros);
    } else {
      format = zeros ? new TernaryFormat() : new BipolarFormat(1);
    }
    boolean keep = given && (span == 0 || zeros && format.bits() >= table.format().get().bits());
    return keep ? Optional.empty() : new Recoder(table, format).recoded();
  }

  private static PowerOfTwoFormat powerOfTwo(int span, boolean zeros) {
    int bits = 2;
    while (new PowerOfTwoFormat(bits, zeros).maxExponent() < span) {
      bits++;
    }
    return new PowerOfTwoFormat(bits, zeros);
  }

  /**
   * What powers of two the weights are.
   *
   * @param span the greatest exponent less the least, over all rows or the worst row
   * @param zeros whether a weight is zero
   */
  private record Pattern(int span, boolean zeros) {

    static Optional<Pattern> of(WeightTable table) {
      boolean zeros = table.numbers().contains(BigFraction.ZERO);
      Optional<Integer> common = span(new TreeSet<>(table.numbers()));
      if (common.isPresent()) {
        return Optional.of(new Pattern(common.get(), zeros));
      }
      int worst = 0;
      for (int row = 0; row < table.rows(); row++) {
        Set<BigFraction> numbers = new TreeSet<>();
        table.used(row).forEach(index -> numbers.add(table.numbers().get(index)));
        Optional<Integer> span = span(numbers);
        if (span.isEmpty()) {
          return Optional.empty();
        }
        worst = Math.max(worst, span.get());
      }
      return Optional.of(new Pattern(worst, zeros));
    }

    /** The span of exponents, if the numbers are zero or ± powers of two times one number. */
    private static Optional<Integer> span(Set<BigFraction> numbers) {
      List<BigFraction> magnitudes = new ArrayList<>();
      for (BigFraction n : numbers) {
        if (!n.equals(BigFraction.ZERO)) {
          magnitudes.add(n.abs());
        }
      }
      if (magnitudes.size() > 2 * (WIDEST + 1)) {
        return Optional.empty();
      }
      int span = 0;
      magnitudes.sort(null);
      for (BigFraction m : magnitudes) {
        BigFraction ratio = m.divide(magnitudes.get(0));
        BigInteger power = ratio.getNumerator();
        boolean powerOfTwo = power.bitCount() == 1 && ratio.getDenominator().bitLength() == 1;
        if (!powerOfTwo || power.bitLength() - 1 > WIDEST) {
          return Optional.empty();
        }
        span = Math.max(span, power.bitLength() - 1);
      }
      return Optional.of(span);
    }
  }
}
