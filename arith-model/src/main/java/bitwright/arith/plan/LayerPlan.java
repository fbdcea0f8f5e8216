package bitwright.arith.plan;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The structure of one layer's matrix-vector unit.
 *
 * <p>The unit visits rows in NF = rows / PE groups and columns in SF = columns / SIMD groups, the
 * column group fastest, one pair of groups a cycle.
 *
 * <p>The <em>raw</em> accumulator is what the hardware sums. For XNOR it is the popcount P of
 * matching bits, with {@code accumulator = 2P − columns}; for every other pair of formats it is the
 * accumulator itself. Thresholds in hardware compare raw accumulators.
 *
 * @param layer the layer
 * @param fold its fold
 */
public record LayerPlan(DenseLayer layer, Fold fold) {

  /** The bits that one leaf of a popcount tree counts: the inputs of a LUT6. */
  public static final int POPCOUNT_GROUP = 6;

  /** Checks that the fold divides the layer. */
  public LayerPlan {
    if (layer.rows() % fold.pe() != 0 || layer.columns() % fold.simd() != 0) {
      throw new IllegalArgumentException(
          "layer %s of %d rows × %d columns cannot be folded to PE %d × SIMD %d: PE must divide the rows, SIMD the columns"
              .formatted(layer.name(), layer.rows(), layer.columns(), fold.pe(), fold.simd()));
    }
  }

  /** NF, the groups of rows. */
  public int neuronFold() {
    return layer.rows() / fold.pe();
  }

  /** SF, the groups of columns. */
  public int synapseFold() {
    return layer.columns() / fold.simd();
  }

  /** The initiation interval in cycles per vector, NF · SF. */
  public int cyclesPerVector() {
    return Math.multiplyExact(neuronFold(), synapseFold());
  }

  /** Whether every weight is a constant of the circuit. */
  public boolean unrolled() {
    return cyclesPerVector() == 1;
  }

  /** Whether products are XNORs and sums are popcounts. */
  public boolean isXnor() {
    return layer.weights().format() instanceof BipolarFormat w
        && w.bits() == 1
        && layer.input() instanceof BipolarFormat x
        && x.bits() == 1;
  }

  /** The width of a weight code. */
  public int weightBits() {
    return layer.weights().format().bits();
  }

  /** The width of an input code. */
  public int inputBits() {
    return layer.input().bits();
  }

  /** The range of one product of images, over all codes of both formats (of one XNOR: 0 … 1). */
  public IntegerRange productRange() {
    if (isXnor()) {
      return IntegerRange.of(0, 1);
    }
    return range(layer.weights().format()).times(range(layer.input()));
  }

  private static IntegerRange range(Format format) {
    return IntegerRange.of(format.levels().min(), format.levels().max());
  }

  /** The range of a sum of SIMD products, over all codes. */
  public IntegerRange treeRange() {
    return productRange().times(fold.simd());
  }

  /** The leaves of one reduction tree: a product each, for XNOR a count of six matches each. */
  public int treeLeaves() {
    return isXnor() ? (fold.simd() + POPCOUNT_GROUP - 1) / POPCOUNT_GROUP : fold.simd();
  }

  /** The levels of the reduction tree, ⌈log2 leaves⌉, each registered. */
  public int treeLevels() {
    return ceilLog2(treeLeaves());
  }

  /** Whether the input vector is kept, double-buffered, because it is used more than once. */
  public boolean buffered() {
    return neuronFold() > 1;
  }

  /** The words of the input buffer, 2 · SF of SIMD codes each; 0 without a buffer. */
  public int bufferDepth() {
    return buffered() ? 2 * synapseFold() : 0;
  }

  /** Whether sums over the column groups are accumulated (SF &gt; 1). */
  public boolean accumulates() {
    return synapseFold() > 1;
  }

  /**
   * The register stages from an input word (of the stream, or of the buffer) to the output queue:
   * memory read, products, tree, accumulator, threshold search.
   */
  public int pipelineStages() {
    return 2 + treeLevels() + (accumulates() ? 1 : 0) + thresholdStages();
  }

  /**
   * Whether some row's step function falls, so that a word of the first threshold stage carries one
   * more bit, its direction.
   */
  public boolean anyFalling() {
    return layer.requantizer().stream()
        .flatMap(r -> r.channels().stream())
        .anyMatch(StepFunction::falling);
  }

  /**
   * Whether a search stage reads its thresholds from memories, one per PE; they are constants of
   * the circuit where a PE has only one of them, and in a layer without any fold.
   */
  public boolean thresholdsInMemory(int stage) {
    return !unrolled() && thresholdDepth(stage) > 1;
  }

  /** The words of a PE's thresholds of a search stage, NF · 2<sup>stage</sup>. */
  public int thresholdDepth(int stage) {
    return Math.multiplyExact(neuronFold(), 1 << stage);
  }

  /** The bits of a word of a PE's threshold memory of a search stage. */
  public int thresholdWordBits(int stage) {
    return thresholdRange().bits() + (stage == 0 && anyFalling() ? 1 : 0);
  }

  /**
   * One word of a PE's threshold memory, at address {@code nf · 2^stage + prefix}: the threshold
   * that splits the ranks beginning with the prefix, and in stage 0 above it the direction of the
   * row.
   */
  public BigInteger thresholdWord(int pe, int stage, int address) {
    int row = (address >> stage) * fold.pe() + pe;
    int prefix = address & ((1 << stage) - 1);
    int half = 1 << (thresholdStages() - stage - 1);
    BigInteger threshold = paddedThresholds(row).get((2 * prefix + 1) * half - 1);
    int bits = thresholdRange().bits();
    BigInteger word = threshold.mod(BigInteger.ONE.shiftLeft(bits));
    return stage == 0 && falling(row) ? word.setBit(bits) : word;
  }

  /** The tight range of the accumulator, from the actual weights. */
  public IntegerRange accumulatorRange() {
    return layer.accumulatorRange();
  }

  /** The range of the raw accumulator. */
  public IntegerRange rawRange() {
    return isXnor() ? IntegerRange.of(0, layer.columns()) : accumulatorRange();
  }

  /**
   * The width of the raw accumulator's register. Partial sums may leave the range; in two's
   * complement they come back, since the final sum fits.
   */
  public int rawBits() {
    return rawRange().bits();
  }

  /**
   * The bits of a reduction tree's result: what the worst case needs, but no more than the
   * accumulator.
   */
  public int sumBits() {
    return Math.min(treeRange().bits(), rawBits());
  }

  /** The accumulator that a raw accumulator stands for. */
  public BigInteger accumulator(BigInteger raw) {
    return isXnor() ? raw.shiftLeft(1).subtract(BigInteger.valueOf(layer.columns())) : raw;
  }

  /** The width of one element of the output stream: a code, or a signed accumulator. */
  public int outputBits() {
    return layer.output().map(Format::bits).orElseGet(() -> accumulatorRange().signedBits());
  }

  /** The stages of the threshold search, ⌈log2 levels⌉; 0 if the layer does not requantize. */
  public int thresholdStages() {
    return layer.output().map(f -> ceilLog2(f.levels().count())).orElse(0);
  }

  /** The range that holds every raw threshold: the raw range and one more at its top. */
  public IntegerRange thresholdRange() {
    return new IntegerRange(rawRange().min(), rawRange().max().add(BigInteger.ONE));
  }

  /** Whether the rank of a row falls as its accumulator grows. */
  public boolean falling(int row) {
    return layer.requantizer().orElseThrow().channels().get(row).falling();
  }

  /**
   * A row's thresholds on the raw accumulator, ascending, padded to 2<sup>stages</sup>−1.
   *
   * <p>With r the number of padded thresholds that are ≤ raw, the rank is r in a rising row and
   * 2<sup>stages</sup>−1−r, the bitwise complement, in a falling one: rising rows are padded at the
   * top with thresholds never reached, falling ones at the bottom with thresholds always reached.
   */
  public List<BigInteger> paddedThresholds(int row) {
    StepFunction steps = layer.requantizer().orElseThrow().channels().get(row);
    int padding = (1 << thresholdStages()) - 1 - steps.count();
    IntegerRange range = thresholdRange();
    List<BigInteger> padded = new ArrayList<>();
    if (steps.falling()) {
      padded.addAll(java.util.Collections.nCopies(padding, range.min()));
    }
    for (BigInteger threshold : steps.thresholds()) {
      padded.add(rawThreshold(threshold).max(range.min()).min(range.max()));
    }
    if (!steps.falling()) {
      padded.addAll(java.util.Collections.nCopies(padding, range.max()));
    }
    return padded;
  }

  /** The least raw accumulator whose accumulator reaches a threshold. */
  private BigInteger rawThreshold(BigInteger threshold) {
    if (!isXnor()) {
      return threshold;
    }
    return threshold.add(BigInteger.valueOf(layer.columns() + 1L)).shiftRight(1);
  }

  /** The words of the weight memory, NF · SF. */
  public int weightDepth() {
    return cyclesPerVector();
  }

  /** The bits of a word of the weight memory, PE · SIMD · weight bits. */
  public int weightWordBits() {
    return fold.lanes() * weightBits();
  }

  /**
   * One word of the weight memory, at address {@code nf · SF + sf}: the code for PE p and SIMD lane
   * s is at bit {@code (p · SIMD + s) · weight bits}.
   */
  public BigInteger weightWord(int address) {
    int nf = address / synapseFold();
    int sf = address % synapseFold();
    BigInteger word = BigInteger.ZERO;
    for (int p = fold.pe() - 1; p >= 0; p--) {
      for (int s = fold.simd() - 1; s >= 0; s--) {
        int code = layer.weights().code(nf * fold.pe() + p, sf * fold.simd() + s);
        word = word.shiftLeft(weightBits()).or(BigInteger.valueOf(code));
      }
    }
    return word;
  }

  static int ceilLog2(int n) {
    return 32 - Integer.numberOfLeadingZeros(n - 1);
  }
}
