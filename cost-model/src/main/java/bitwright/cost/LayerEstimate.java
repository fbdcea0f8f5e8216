package bitwright.cost;

import bitwright.cost.timing.TimingPath;
import java.util.List;

/**
 * The cost of one layer: its units, and the converters and queues before them.
 *
 * @param name the layer's name
 * @param parts its units
 * @param cycles cycles per feature map, exactly
 * @param path its slowest path between registers
 * @param rough whether its weights are constants of the circuit, of which synthesis makes what no
 *     formula follows closely
 */
public record LayerEstimate(
    String name, List<Part> parts, int cycles, TimingPath path, boolean rough) {

  /** Keeps an unmodifiable copy. */
  public LayerEstimate {
    parts = List.copyOf(parts);
  }

  /** All units together. */
  public Resources resources() {
    return parts.stream().map(Part::resources).reduce(Resources.NONE, Resources::plus);
  }
}
