package bitwright.quantize.build;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.arith.format.Reals;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Codes weights in another format without changing their values.
 *
 * <p>A scale fits if every number divided by it is a number of the format. The candidates put the
 * smallest magnitude on each positive number of the format in turn, the least first; one scale for
 * all rows is preferred to one per row.
 */
final class Recoder {

  private final WeightTable table;
  private final Format format;
  private final Map<BigFraction, Integer> codes = new HashMap<>();
  private final List<BigFraction> positive = new ArrayList<>();

  Recoder(WeightTable table, Format format) {
    this.table = table;
    this.format = format;
    Levels levels = format.levels();
    for (int rank = 0; rank < levels.count(); rank++) {
      BigInteger image = levels.image(rank);
      BigFraction value = Reals.scaled(image, format.unitExponent());
      codes.put(value, levels.code(rank));
      if (image.signum() > 0) {
        positive.add(value);
      }
    }
  }

  /** The same weights in the format; nothing if no scale fits. */
  Optional<CodedWeights> recoded() {
    Set<Integer> all =
        IntStream.range(0, table.numbers().size()).boxed().collect(Collectors.toSet());
    Optional<BigFraction> common = scale(all);
    List<BigFraction> factors = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      Optional<BigFraction> factor = common.isPresent() ? common : scale(table.used(row));
      if (factor.isEmpty()) {
        return Optional.empty();
      }
      factors.add(factor.get());
    }
    int[] coded = new int[table.indices().length];
    List<BigFraction> scales = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      BigFraction factor = factors.get(row);
      Map<Integer, Integer> codeOfIndex = new HashMap<>();
      for (int index : table.used(row)) {
        codeOfIndex.put(index, codes.get(table.numbers().get(index).divide(factor)));
      }
      for (int i = row * table.columns(); i < (row + 1) * table.columns(); i++) {
        coded[i] = codeOfIndex.get(table.indices()[i]);
      }
      scales.add(factor.multiply(table.scales().get(row)));
    }
    return Optional.of(
        new CodedWeights(new WeightMatrix(format, table.rows(), table.columns(), coded), scales));
  }

  /** A scale that fits the given numbers of the table. */
  private Optional<BigFraction> scale(Set<Integer> used) {
    TreeSet<BigFraction> numbers = new TreeSet<>(Comparator.naturalOrder());
    used.forEach(index -> numbers.add(table.numbers().get(index)));
    if (numbers.size() > codes.size()) {
      return Optional.empty();
    }
    Optional<BigFraction> least =
        numbers.stream()
            .map(BigFraction::abs)
            .filter(n -> !n.equals(BigFraction.ZERO))
            .min(Comparator.naturalOrder());
    if (least.isEmpty()) {
      return codes.containsKey(BigFraction.ZERO) ? Optional.of(BigFraction.ONE) : Optional.empty();
    }
    for (BigFraction candidate : positive) {
      BigFraction scale = least.get().divide(candidate);
      if (numbers.stream().allMatch(n -> codes.containsKey(n.divide(scale)))) {
        return Optional.of(scale);
      }
    }
    return Optional.empty();
  }
}
