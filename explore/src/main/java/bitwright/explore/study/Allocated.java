package bitwright.explore.study;

import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;

/**
 * What the allocator of formats by layer chose for a network.
 *
 * @param choices one per budget and importance for which anything is small enough
 */
record Allocated(List<Choice> choices) {

  /** Keeps an unmodifiable copy. */
  Allocated {
    choices = List.copyOf(choices);
  }

  /**
   * One choice.
   *
   * @param budget look-up tables, at most
   * @param importance how the harm of a layer's formats was told
   * @param quantization the formats
   */
  record Choice(double budget, String importance, QuantizationSpec quantization) {}
}
