package bitwright.arith.plan;

import java.util.Objects;

/**
 * What a matrix-vector unit is made of; its fold says how much of it there is. It changes no
 * number: every implementation computes the same codes.
 *
 * @param cells the cells of its arithmetic
 * @param multipliers what products are made in
 * @param weights where weights are kept
 */
public record Implementation(Cells cells, Multipliers multipliers, MemoryKind weights) {

  /** Plain Verilog for any device, with products in look-up tables. */
  public static final Implementation PORTABLE = of(Cells.PORTABLE);

  /** Checks that nothing is missing. */
  public Implementation {
    Objects.requireNonNull(cells);
    Objects.requireNonNull(multipliers);
    Objects.requireNonNull(weights);
  }

  /** Products in look-up tables, weights wherever synthesis puts them. */
  public static Implementation of(Cells cells) {
    return new Implementation(cells, Multipliers.LUT, MemoryKind.AUTO);
  }
}
