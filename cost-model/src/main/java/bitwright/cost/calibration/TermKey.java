package bitwright.cost.calibration;

import java.util.Comparator;

/**
 * A term of a primitive: what one coefficient belongs to.
 *
 * @param primitive the name of the primitive
 * @param term the name of the term
 */
public record TermKey(String primitive, String term) implements Comparable<TermKey> {
  private static final Comparator<TermKey> ORDER =
      Comparator.comparing(TermKey::primitive).thenComparing(TermKey::term);

  @Override
  public int compareTo(TermKey other) {
    return ORDER.compare(this, other);
  }
}
