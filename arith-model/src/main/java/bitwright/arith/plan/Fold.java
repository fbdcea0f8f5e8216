package bitwright.arith.plan;

/**
 * How a matrix-vector product is folded in time.
 *
 * @param pe rows computed in parallel; divides the number of rows
 * @param simd columns computed in parallel; divides the number of columns
 */
public record Fold(int pe, int simd) {

  /** Checks that both are positive. */
  public Fold {
    if (pe < 1 || simd < 1) {
      throw new IllegalArgumentException(
          "a fold has PE and SIMD of at least 1, not %d and %d".formatted(pe, simd));
    }
  }

  /** Multiply-accumulates per cycle. */
  public int lanes() {
    return pe * simd;
  }
}
