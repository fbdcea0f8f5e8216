package bitwright.explore.space;

import java.util.List;

/**
 * What the allocator of formats by layer is asked for.
 *
 * @param formats weights × activations that a layer may have
 * @param budgets LUTs, each as a share of those with {@code int8} everywhere
 * @param importance how the loss of a layer's formats is foretold: {@code loss}, {@code lim} or
 *     {@code zd}
 * @param techniques what is applied to the networks that come out
 */
public record AllocationChoice(
    List<FormatPair> formats,
    List<Double> budgets,
    List<String> importance,
    List<List<String>> techniques) {

  /** Keeps unmodifiable copies. */
  public AllocationChoice {
    formats = List.copyOf(formats);
    budgets = List.copyOf(budgets);
    importance = List.copyOf(importance);
    techniques = techniques.stream().map(List::copyOf).toList();
  }
}
