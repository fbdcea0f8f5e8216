package bitwright.cost.folding;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.Device;
import java.util.List;

/**
 * A folding that a solver chose.
 *
 * @param choices one per layer, in order
 * @param estimate what they cost and how fast they are
 * @param clockMHz the clock that frames per second are counted at: the one asked for, or else the
 *     estimate's
 * @param share the sum of the shares that it takes of the device's resources, which was minimized
 */
public record Folded(List<Choice> choices, QuickEstimate estimate, int clockMHz, double share) {

  /** Keeps an unmodifiable copy. */
  public Folded {
    choices = List.copyOf(choices);
  }

  /** Frames per second at {@link #clockMHz()}. */
  public long framesPerSecond() {
    return estimate.framesPerSecond(clockMHz);
  }

  /** The accelerator. */
  public AcceleratorPlan plan(Network network) {
    return AcceleratorPlan.of(
        network,
        choices.stream().map(Choice::fold).toList(),
        choices.stream().map(Choice::implementation).toList());
  }

  /** The mean share over the kinds of resources that a device has. */
  public double meanShare(Device device) {
    return share / ResourceKind.kinds(device);
  }
}
