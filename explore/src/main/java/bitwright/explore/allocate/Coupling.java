package bitwright.explore.allocate;

import java.util.Arrays;

/**
 * A term that depends on the options of two items together.
 *
 * @param first an item
 * @param second a later item
 * @param values {@code [option of first][option of second]}; infinite for what cannot be combined
 */
public record Coupling(int first, int second, double[][] values) {

  /** Copies the table. */
  public Coupling {
    if (first >= second) {
      throw new IllegalArgumentException(
          "a coupling joins an item and a later one, not %d and %d".formatted(first, second));
    }
    values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }

  /** The term of a choice. */
  double of(int[] choice) {
    return values[choice[first]][choice[second]];
  }
}
