package bitwright.arith.plan;

import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.Patches;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The structure of a convolution: a sliding window cuts patches, word by word, and a matrix-vector
 * unit multiplies each.
 *
 * <p>A word of the window holds {@code w = gcd(SIMD, C / groups)} channels of one pixel, one word a
 * cycle, so a patch takes {@code kh·kw·C/w} cycles to cut and NF·SF to multiply, and a map H·W·C/w
 * to come in. Worked example: 5 × 5 over 12 × 12 × 8 to 16 channels, SIMD 8, PE 4: 25 words and 4 ·
 * 25 products a patch, 64 patches, hence max(144, 64 · 100) = 6,400 cycles.
 *
 * @param layer the layer
 * @param fold of the matrix-vector unit: PE divides the rows of a group, SIMD its weights per row;
 *     in a depthwise convolution PE may divide the channels instead, with SIMD 1
 * @param implementation what the matrix-vector unit is made of
 */
public record ConvPlan(ConvLayer layer, Fold fold, Implementation implementation)
    implements LayerPlan {

  /** Checks the fold. */
  public ConvPlan {
    MatrixPlan matrix = new MatrixPlan(layer.kernel().orElseThrow(), fold, implementation);
    if (matrix.sideBySide() && !isDepthwise(layer)) {
      throw MatrixPlan.illegal(layer.kernel().orElseThrow(), fold);
    }
  }

  /** The plan in portable Verilog. */
  public ConvPlan(ConvLayer layer, Fold fold) {
    this(layer, fold, Implementation.PORTABLE);
  }

  /** Whether every channel has a kernel of its own, so that PE channels can go side by side. */
  static boolean isDepthwise(ConvLayer layer) {
    int channels = layer.patches().input().channels();
    return layer.groups() > 1 && layer.groups() == channels && layer.weights().rows() == channels;
  }

  @Override
  public Optional<MatrixPlan> matrix() {
    return Optional.of(multiplier());
  }

  /** The matrix-vector unit, one vector per output pixel. */
  public MatrixPlan multiplier() {
    return new MatrixPlan(layer.kernel().orElseThrow(), fold, implementation);
  }

  @Override
  public Optional<ThresholdPlan> thresholds() {
    return multiplier().thresholds();
  }

  /**
   * Channels in a word of the sliding window, {@code gcd(SIMD, C / groups)}, or PE side by side.
   */
  public int wordElements() {
    if (multiplier().sideBySide()) {
      return fold.pe();
    }
    int perGroup = layer.patches().input().channels() / layer.groups();
    return BigInteger.valueOf(fold.simd()).gcd(BigInteger.valueOf(perGroup)).intValue();
  }

  /** Words of one patch, {@code kh·kw·C/w}. */
  public int wordsPerPatch() {
    return layer.patches().size() / wordElements();
  }

  /** Whether patches are the map's own pixels, so that no window is needed. */
  public boolean pointwise() {
    return layer.patches().window().isPointwise();
  }

  /** The sliding window in front of the matrix-vector unit. */
  public WindowPlan window() {
    return WindowPlan.paced(
        layer.name(),
        layer.patches(),
        multiplier().sideBySide() ? layer.groups() / fold.pe() : layer.groups(),
        wordElements(),
        multiplier().cyclesPerVector());
  }

  @Override
  public int cyclesPerFrame() {
    Patches patches = layer.patches();
    int perPatch = Math.max(wordsPerPatch(), multiplier().cyclesPerVector());
    int in = patches.input().elements() / wordElements();
    return Math.max(in, Math.multiplyExact(patches.count(), perPatch));
  }

  @Override
  public List<StreamShape> inputs() {
    Patches patches = layer.patches();
    int beats = patches.input().elements() / wordElements();
    return List.of(new StreamShape(wordElements(), patches.format().bits(), beats));
  }

  @Override
  public StreamShape output() {
    StreamShape pixel = multiplier().output();
    return new StreamShape(
        pixel.elements(),
        pixel.elementBits(),
        Math.multiplyExact(pixel.beats(), layer.patches().count()));
  }
}
