package bitwright.arith.plan;

/**
 * The shape of a stream: how a feature map is cut into beats.
 *
 * @param elements codes (or accumulators) per beat; element e is at bit {@code e · elementBits}
 * @param elementBits bits per element
 * @param beats beats per feature map
 */
public record StreamShape(int elements, int elementBits, int beats) {

  /** Checks that all are positive. */
  public StreamShape {
    if (elements < 1 || elementBits < 1 || beats < 1) {
      throw new IllegalArgumentException(
          "a stream has at least one element, bit and beat, not %d, %d, %d"
              .formatted(elements, elementBits, beats));
    }
  }

  /** Bits of a beat. */
  public int bits() {
    return Math.multiplyExact(elements, elementBits);
  }

  /** Elements of a feature map. */
  public int total() {
    return Math.multiplyExact(elements, beats);
  }
}
