package bitwright.explore.space;

import bitwright.explore.allocate.Importance;
import java.util.List;

/**
 * What the allocator of formats by layer is asked for.
 *
 * @param formats weights × activations that a layer may have
 * @param budgets how much hardware each allocation may take
 * @param importance how the harm of a layer's formats is told; an allocation for each
 * @param techniques what is applied to the networks that come out
 */
public record AllocationChoice(
    List<FormatPair> formats,
    List<BudgetChoice> budgets,
    List<Importance> importance,
    List<List<String>> techniques) {

  /** Keeps unmodifiable copies. */
  public AllocationChoice {
    formats = List.copyOf(formats);
    budgets = List.copyOf(budgets);
    importance = List.copyOf(importance);
    techniques = techniques.stream().map(List::copyOf).toList();
  }
}
