package bitwright.arith.plan;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The structure of a threshold search: PE searches side by side step from raw accumulators to
 * codes, for the channels in NF = channels / PE groups in turn.
 *
 * <p>A search halves the ranks in every stage: stage k knows the k highest bits of the rank, the
 * <em>prefix</em>, and compares with the threshold that splits the ranks beginning with it.
 *
 * @param layer the layer's name
 * @param requantizer its thresholds compare raw accumulators
 * @param rawRange holds every raw accumulator
 * @param pe channels per cycle; divides the number of channels
 * @param constant whether thresholds are constants of the circuit whatever their number
 */
public record ThresholdPlan(
    String layer, Requantizer requantizer, IntegerRange rawRange, int pe, boolean constant) {

  /** Checks that PE divides the channels. */
  public ThresholdPlan {
    if (requantizer.channels().size() % pe != 0) {
      throw new IllegalArgumentException(
          "layer %s: PE %d does not divide %d channels"
              .formatted(layer, pe, requantizer.channels().size()));
    }
  }

  /** NF, the groups of channels. */
  public int groups() {
    return requantizer.channels().size() / pe;
  }

  /** The stages of a search into that many levels, ⌈log2 levels⌉. */
  static int stages(Format output) {
    return MatrixPlan.ceilLog2(output.levels().count());
  }

  /** The stages of the search, ⌈log2 levels⌉. */
  public int stages() {
    return stages(output());
  }

  /** The format of the codes. */
  public Format output() {
    return requantizer.output();
  }

  /** The width of a raw accumulator. */
  public int rawBits() {
    return rawRange.bits();
  }

  /** The range that holds every threshold: the raw range and one more at its top. */
  public IntegerRange range() {
    return new IntegerRange(rawRange.min(), rawRange.max().add(BigInteger.ONE));
  }

  /**
   * Whether some channel's step function falls, so that a word of the first stage carries one more
   * bit, its direction.
   */
  public boolean anyFalling() {
    return requantizer.channels().stream().anyMatch(StepFunction::falling);
  }

  /** Whether the rank of a channel falls as its accumulator grows. */
  public boolean falling(int channel) {
    return requantizer.channels().get(channel).falling();
  }

  /**
   * Whether a stage reads its thresholds from memories, one per PE; they are constants of the
   * circuit where a PE has only one of them.
   */
  public boolean inMemory(int stage) {
    return !constant && depth(stage) > 1;
  }

  /** The words of a PE's thresholds of a stage, NF · 2<sup>stage</sup>. */
  public int depth(int stage) {
    return Math.multiplyExact(groups(), 1 << stage);
  }

  /** The bits of a word of a PE's thresholds of a stage. */
  public int wordBits(int stage) {
    return range().bits() + (stage == 0 && anyFalling() ? 1 : 0);
  }

  /**
   * One word of a PE's thresholds, at address {@code group · 2^stage + prefix}: the threshold that
   * splits the ranks beginning with the prefix, and in stage 0 above it the channel's direction.
   */
  public BigInteger word(int lane, int stage, int address) {
    int channel = (address >> stage) * pe + lane;
    int prefix = address & ((1 << stage) - 1);
    int half = 1 << (stages() - stage - 1);
    BigInteger threshold = padded(channel, (2 * prefix + 1) * half - 1);
    int bits = range().bits();
    BigInteger word = threshold.mod(BigInteger.ONE.shiftLeft(bits));
    return stage == 0 && falling(channel) ? word.setBit(bits) : word;
  }

  /** All words of a PE's thresholds of a stage, by address. */
  public List<BigInteger> words(int lane, int stage) {
    List<BigInteger> words = new ArrayList<>(depth(stage));
    for (int address = 0; address < depth(stage); address++) {
      words.add(word(lane, stage, address));
    }
    return Collections.unmodifiableList(words);
  }

  /**
   * A channel's thresholds, ascending, padded to 2<sup>stages</sup>−1.
   *
   * <p>With r the number of padded thresholds that are ≤ raw, the rank is r in a rising channel and
   * 2<sup>stages</sup>−1−r, the bitwise complement, in a falling one: rising channels are padded at
   * the top with thresholds never reached, falling ones at the bottom with thresholds always
   * reached.
   */
  public List<BigInteger> paddedThresholds(int channel) {
    List<BigInteger> padded = new ArrayList<>();
    for (int i = 0; i < (1 << stages()) - 1; i++) {
      padded.add(padded(channel, i));
    }
    return padded;
  }

  private BigInteger padded(int channel, int position) {
    StepFunction steps = requantizer.channels().get(channel);
    int padding = (1 << stages()) - 1 - steps.count();
    int at = steps.falling() ? position - padding : position;
    IntegerRange range = range();
    if (at < 0) {
      return range.min();
    }
    return at < steps.count() ? steps.threshold(at).max(range.min()).min(range.max()) : range.max();
  }
}
