package bitwright.cost.synthesis;

import java.util.List;

/**
 * What placing and routing gave.
 *
 * @param tool the synthesizer and the placer, by their names and versions
 * @param cells logic cells taken
 * @param blockRams block memories taken
 * @param megahertz the highest clock of every seed, in the order of the seeds
 */
public record Placement(String tool, int cells, int blockRams, List<Double> megahertz) {

  /** Keeps an unmodifiable copy. */
  public Placement {
    megahertz = List.copyOf(megahertz);
  }

  /** The median over the seeds, of an even number the lower one of the middle. */
  public double median() {
    return megahertz.stream().sorted().toList().get((megahertz.size() - 1) / 2);
  }
}
