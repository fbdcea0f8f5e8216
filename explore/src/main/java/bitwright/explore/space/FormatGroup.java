package bitwright.explore.space;

import java.util.List;

/**
 * Formats and what is tried on each of them.
 *
 * @param pairs weights × activations, in order, each once
 * @param techniques lists of names, each once; an empty list is plain rounding to nearest
 */
public record FormatGroup(List<FormatPair> pairs, List<List<String>> techniques) {

  /** Keeps unmodifiable copies. */
  public FormatGroup {
    pairs = List.copyOf(pairs);
    techniques = techniques.stream().map(List::copyOf).toList();
  }
}
