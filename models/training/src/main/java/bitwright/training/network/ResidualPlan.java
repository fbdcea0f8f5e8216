package bitwright.training.network;

import java.util.List;

/**
 * A residual block: {@code quantizer(x + branch(x))}.
 *
 * @param branch layers that keep the shape of {@code x} and end in a quantizer
 * @param activation the quantizer of the sum
 */
public record ResidualPlan(List<LayerPlan> branch, ActivationRule activation) implements LayerPlan {

  /** Copies the list. */
  public ResidualPlan {
    branch = List.copyOf(branch);
  }
}
