package bitwright.cost;

import java.util.List;

/**
 * The cost of one layer: its matrix-vector unit and the width converter before it.
 *
 * @param name the layer's name
 * @param parts its units
 * @param cycles cycles per vector, exactly NF · SF
 * @param path its slowest path between registers
 */
public record LayerEstimate(String name, List<Part> parts, int cycles, TimingPath path) {

  /** Keeps an unmodifiable copy. */
  public LayerEstimate {
    parts = List.copyOf(parts);
  }

  /** All units together. */
  public Resources resources() {
    return parts.stream().map(Part::resources).reduce(Resources.NONE, Resources::plus);
  }
}
