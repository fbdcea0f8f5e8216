package bitwright.arith.plan;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The structure of a matrix-vector unit: of a dense layer, or of one output pixel of a convolution.
 *
 * <p>The unit visits rows in NF = rows / PE groups and columns in SF = columns / SIMD groups, the
 * column group fastest, one pair of groups a cycle. Where the layer's rows are in blocks that see
 * only their block of the inputs, PE and SIMD divide such a block, and its NF / blocks row groups
 * replay the block's SF words.
 *
 * <p>Where every row has a block of its own, as in a depthwise convolution, PE may instead divide
 * the blocks, with SIMD 1: a word then holds one column of PE blocks, one for each PE.
 *
 * <p>The <em>raw</em> accumulator is what the hardware sums. For XNOR it is the popcount P of
 * matching bits, with {@code accumulator = 2P − columns}; for every other pair of formats it is the
 * accumulator itself. Thresholds in hardware compare raw accumulators.
 *
 * @param layer the layer
 * @param fold its fold
 * @param implementation what it is made of
 */
public record MatrixPlan(DenseLayer layer, Fold fold, Implementation implementation)
    implements LayerPlan {

  private static final Recent<CountsKey, Requantizer> COUNTS = new Recent<>(64);

  private record CountsKey(Recent.Same requantizer, int columns) {}

  /** The bits that one leaf of a popcount tree counts: the inputs of a LUT6. */
  public static final int POPCOUNT_GROUP = 6;

  /** Checks that the fold divides the layer, and that the implementation can be had. */
  public MatrixPlan {
    boolean perRow = layer.rows() == layer.groups() && fold.simd() == 1;
    int rows = perRow ? layer.rows() : layer.rows() / layer.groups();
    if (rows % fold.pe() != 0 || layer.columns() % fold.simd() != 0) {
      throw illegal(layer, fold);
    }
    ImplementationRules.check(layer, fold, implementation);
  }

  /** The plan in portable Verilog. */
  public MatrixPlan(DenseLayer layer, Fold fold) {
    this(layer, fold, Implementation.PORTABLE);
  }

  static IllegalArgumentException illegal(DenseLayer layer, Fold fold) {
    return new IllegalArgumentException(
        "layer %s of %s%d rows × %d columns cannot be folded to PE %d × SIMD %d: PE must divide the rows, SIMD the columns"
            .formatted(
                layer.name(),
                layer.groups() > 1 ? layer.groups() + " groups of " : "",
                layer.rows() / layer.groups(),
                layer.columns(),
                fold.pe(),
                fold.simd()));
  }

  /** NF, the groups of rows. */
  public int neuronFold() {
    return layer.rows() / fold.pe();
  }

  /** Whether every PE has an input of its own: rows of several blocks side by side. */
  public boolean sideBySide() {
    return layer.groups() > 1 && layer.rows() == layer.groups() && fold.pe() > 1;
  }

  /** Codes in an input word: SIMD, or PE where every PE has its own. */
  public int inputLanes() {
    return sideBySide() ? fold.pe() : fold.simd();
  }

  /** NF / groups, the row groups that see one block of the inputs, or one each of several. */
  public int neuronFoldPerGroup() {
    return sideBySide() ? 1 : neuronFold() / layer.groups();
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

  /**
   * The leaves of one reduction tree: a product each, for XNOR a count of six matches each; with
   * products from DSP slices that carry from lane to lane also a count of six carries each.
   */
  public int treeLeaves() {
    int groups = (fold.simd() + POPCOUNT_GROUP - 1) / POPCOUNT_GROUP;
    if (dspPacking().isPresent()) {
      return fold.simd() + (dspPacking().get().carries() ? groups : 0);
    }
    return isXnor() ? groups : fold.simd();
  }

  /** The levels of the reduction tree, ⌈log2 leaves⌉, each registered. */
  public int treeLevels() {
    return ceilLog2(treeLeaves());
  }

  /** How the dot products are made. */
  public Arithmetic arithmetic() {
    if (dspPacking().isPresent()) {
      return Arithmetic.DSP;
    }
    return implementation.cells().isNative() && noCells().isEmpty()
        ? Arithmetic.CELLS
        : Arithmetic.PORTABLE;
  }

  /** Why dot products are plain Verilog although the device's cells are asked for, if they are. */
  public Optional<String> fallback() {
    return implementation.cells().isNative() ? noCells() : Optional.empty();
  }

  private Optional<String> noCells() {
    if (dspPacking().isPresent()) {
      return Optional.of("products are in DSP slices");
    }
    if (unrolled()) {
      return Optional.of("weights are constants, which synthesis folds into plain Verilog");
    }
    return Optional.empty();
  }

  /**
   * The netlist of one PE where {@link #arithmetic} is {@code CELLS}: the sum modulo 2^{@code
   * rawBits()}, or the accumulator with port {@code keep} where the unit {@link #accumulates}.
   */
  public Optional<DotProductNetlist> netlist() {
    return netlistSpec().map(DotProductNetlist::of);
  }

  /** What determines that netlist. */
  public Optional<DotProductSpec> netlistSpec() {
    return arithmetic() == Arithmetic.CELLS
        ? Optional.of(CellArithmetic.spec(this))
        : Optional.empty();
  }

  /**
   * The register stages of a dot product, from weights and inputs to the sum, without the
   * accumulator: products, tree, and the correction for weights that {@link DspPacking} raised; or
   * those of the netlist.
   */
  public int dotStages() {
    if (netlist().isPresent()) {
      return netlist().get().latency() - (accumulates() ? 1 : 0);
    }
    boolean corrected = dspPacking().map(p -> p.bias(0) > 0).orElse(false);
    return 1 + treeLevels() + (corrected ? 1 : 0);
  }

  /** How the fullest DSP slices are shared; empty where products are in look-up tables. */
  public Optional<DspPacking> dspPacking() {
    return dspGroups().stream().findFirst();
  }

  /** The packings of all PEs' rows, the fullest first; none where products are in tables. */
  public List<DspPacking> dspGroups() {
    return implementation.multipliers() == Multipliers.DSP
        ? DspPacking.of(layer.weights().format(), layer.input()).orElseThrow().share(fold.pe())
        : List.of();
  }

  /** The DSP slices, ⌈PE / lanes⌉ · SIMD. */
  public int dsps() {
    return dspGroups().size() * fold.simd();
  }

  /** Whether a block of inputs is kept, double-buffered, because it is used more than once. */
  public boolean buffered() {
    return neuronFoldPerGroup() > 1;
  }

  /** Words of one input vector, groups · SF. */
  public int inputWords() {
    return sideBySide() ? neuronFold() * synapseFold() : layer.groups() * synapseFold();
  }

  /** The words of the input buffer, two blocks of inputs; 0 without a buffer. */
  public int bufferDepth() {
    return buffered() ? 2 * synapseFold() : 0;
  }

  @Override
  public int cyclesPerFrame() {
    return cyclesPerVector();
  }

  @Override
  public List<StreamShape> inputs() {
    return List.of(new StreamShape(inputLanes(), inputBits(), inputWords()));
  }

  @Override
  public StreamShape output() {
    return new StreamShape(fold.pe(), outputBits(), neuronFold());
  }

  @Override
  public Optional<MatrixPlan> matrix() {
    return Optional.of(this);
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
    return 1 + dotStages() + (accumulates() ? 1 : 0) + thresholdStages();
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
    return layer.output().map(ThresholdPlan::stages).orElse(0);
  }

  /** The threshold search on raw accumulators, if the layer requantizes. */
  @Override
  public Optional<ThresholdPlan> thresholds() {
    return layer
        .requantizer()
        .map(q -> new ThresholdPlan(layer.name(), raw(q), rawRange(), fold.pe(), unrolled()));
  }

  private Requantizer raw(Requantizer requantizer) {
    return isXnor()
        ? COUNTS.get(
            new CountsKey(new Recent.Same(requantizer), layer.columns()),
            key -> counts(requantizer))
        : requantizer;
  }

  private Requantizer counts(Requantizer requantizer) {
    return new Requantizer(
        requantizer.output(),
        requantizer.channels().stream()
            .map(
                steps ->
                    new StepFunction(
                        steps.thresholds().stream().map(this::leastCount).toList(),
                        steps.falling()))
            .toList());
  }

  /** The least popcount whose accumulator reaches a threshold. */
  private BigInteger leastCount(BigInteger threshold) {
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
    int bits = weightBits();
    byte[] word = new byte[weightWordBits() / Byte.SIZE + 1];
    int at = 0;
    for (int p = 0; p < fold.pe(); p++) {
      for (int s = 0; s < fold.simd(); s++) {
        int code = layer.weights().code(nf * fold.pe() + p, sf * fold.simd() + s);
        int last = word.length - 1 - at / Byte.SIZE;
        for (int left = code << at % Byte.SIZE; left != 0; left >>>= Byte.SIZE) {
          word[last--] |= (byte) left;
        }
        at += bits;
      }
    }
    return new BigInteger(word);
  }

  static int ceilLog2(int n) {
    return 32 - Integer.numberOfLeadingZeros(n - 1);
  }
}
