package bitwright.quantize.signal;

import java.util.List;

/**
 * Elements of a shape, as {@code Shape}, {@code Gather}, {@code Concat} and their like compute
 * them.
 *
 * @param elements integers, or {@link #BATCH}
 * @param scalar whether this is a scalar (of one element) rather than a vector
 */
public record DimVector(List<Long> elements, boolean scalar) {

  /** Stands for the batch size, which is free. */
  public static final long BATCH = Long.MIN_VALUE;

  /** Copies the elements. */
  public DimVector {
    elements = List.copyOf(elements);
    if (scalar && elements.size() != 1) {
      throw new IllegalArgumentException("a scalar has one element, not " + elements.size());
    }
  }

  /** Whether no element is the batch size. */
  public boolean isKnown() {
    return !elements.contains(BATCH);
  }
}
