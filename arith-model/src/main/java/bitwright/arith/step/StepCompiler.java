package bitwright.arith.step;

import bitwright.arith.format.Cut;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Stage.Quantizer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Compiles real stages and a final quantizer into thresholds, in exact rational arithmetic.
 *
 * <p>For each rank of the quantizer the set of inputs that reach it is a half-line, pulled back
 * through the stages in reverse order; its first integer is the threshold. Example: x ↦ x/4 into
 * {@code uint2} with ties to even has the cuts &gt; 0.5, ≥ 1.5, &gt; 2.5, so the thresholds 3, 6,
 * 11.
 */
public final class StepCompiler {

  /**
   * The relative precision, in bits, to which an importer carries irrational factors.
   *
   * <p>Between accumulator and quantizer stand at most three float32 factors (two scales and the
   * root itself), each within 2<sup>±149</sup>; they magnify the error of a root by less than
   * 2<sup>448</sup>, so a boundary is known to 2<sup>−256</sup>.
   */
  public static final int ROOT_BITS = 704;

  /** How close to an integer, without being one, a boundary must not come: its proven precision. */
  private static final int MARGIN_BITS = ROOT_BITS - 448;

  private static final BigFraction MARGIN =
      new BigFraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(MARGIN_BITS));

  private StepCompiler() {}

  /**
   * The set of real inputs that reach a rank.
   *
   * @param stages applied in order, before the quantizer
   * @param quantizer the last stage
   * @param rank 1 to level count − 1
   */
  public static HalfLine reaching(List<? extends Stage> stages, Quantizer quantizer, int rank) {
    HalfLine set = HalfLine.from(quantizer.cut(rank));
    for (int i = stages.size() - 1; i >= 0; i--) {
      set = stages.get(i).pullBack(set);
    }
    return set;
  }

  /**
   * The step function of integers that stages and a quantizer amount to.
   *
   * @param stages applied in order to the integer; monotone each
   * @param quantizer the last stage
   * @param domain the integers that can occur; thresholds are clamped to {@code min … max + 1}
   * @throws IllegalStateException if a boundary that stems from a square root cannot be told from
   *     an integer
   */
  public static StepFunction compile(
      List<? extends Stage> stages, Quantizer quantizer, IntegerRange domain) {
    BigInteger always = domain.min();
    BigInteger never = domain.max().add(BigInteger.ONE);
    int ranks = quantizer.format().levels().count();
    List<HalfLine> sets = new ArrayList<>(ranks - 1);
    for (int rank = 1; rank < ranks; rank++) {
      sets.add(reaching(stages, quantizer, rank));
    }
    boolean falling = sets.stream().anyMatch(s -> !s.isTrivial() && s.below());
    List<BigInteger> thresholds = new ArrayList<>(ranks - 1);
    for (HalfLine set : sets) {
      BigInteger first;
      if (set.isTrivial()) {
        boolean whole = !set.below();
        first = whole != falling ? always : never;
      } else {
        first = firstInteger(set.cut()).max(always).min(never);
      }
      thresholds.add(first);
    }
    thresholds.sort(null);
    return new StepFunction(thresholds, falling);
  }

  private static BigInteger firstInteger(Cut cut) {
    BigFraction at = cut.at();
    if (at.getDenominator().bitLength() > MARGIN_BITS) {
      BigInteger nearest = Cut.above(at.subtract(BigFraction.ONE_HALF)).firstInteger();
      BigFraction distance = at.subtract(nearest).abs();
      if (distance.compareTo(BigFraction.ZERO) != 0 && distance.compareTo(MARGIN) < 0) {
        throw new IllegalStateException(
            "a step lies within 2^-%d of the integer %d, too close to prove its side"
                .formatted(MARGIN_BITS, nearest));
      }
    }
    return cut.firstInteger();
  }
}
