package bitwright.arith.plan;

import java.util.Objects;

/**
 * What a matrix-vector unit is made of; its fold says how much of it there is. It changes no
 * number: every implementation computes the same codes.
 *
 * @param cells the cells of its arithmetic
 * @param multipliers what products are made in
 * @param weights where weights are kept
 * @param levels of a dot product of the device's own cells, how many levels of compressors stand
 *     between registers: fewer are faster and take more flip-flops. Portable dot products are
 *     registered at every level of their tree.
 */
public record Implementation(Cells cells, Multipliers multipliers, MemoryKind weights, int levels) {

  /**
   * The levels of a stage where nothing else is asked for. Two levels, each a look-up table or two
   * and a carry chain, reach some 180 MHz on the 7-series and 300 MHz on UltraScale+, above what
   * the control around them reaches; at one level flip-flops outnumber look-up tables.
   */
  public static final int DEFAULT_LEVELS = 2;

  /** The most levels of a stage. */
  public static final int MOST_LEVELS = 4;

  /** Plain Verilog for any device, with products in look-up tables. */
  public static final Implementation PORTABLE = of(Cells.PORTABLE);

  /** An implementation of the usual pipeline. */
  public Implementation(Cells cells, Multipliers multipliers, MemoryKind weights) {
    this(cells, multipliers, weights, DEFAULT_LEVELS);
  }

  /** Checks that nothing is missing, and the number of levels. */
  public Implementation {
    Objects.requireNonNull(cells);
    Objects.requireNonNull(multipliers);
    Objects.requireNonNull(weights);
    if (levels < 1 || levels > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "%d levels a stage; allowed are 1 to %d".formatted(levels, MOST_LEVELS));
    }
  }

  /** Products in look-up tables, weights wherever synthesis puts them. */
  public static Implementation of(Cells cells) {
    return new Implementation(cells, Multipliers.LUT, MemoryKind.AUTO);
  }

  /** The same with so many levels a stage. */
  public Implementation withLevels(int levels) {
    return new Implementation(cells, multipliers, weights, levels);
  }
}
