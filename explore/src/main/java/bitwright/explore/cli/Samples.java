package bitwright.explore.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Input vectors, with their labels if there are any.
 *
 * @param values {@code [vectors, features]}
 * @param vectors how many
 * @param labels one class per vector
 * @param source where they come from, for the log
 */
record Samples(float[] values, int vectors, Optional<int[]> labels, String source) {

  /** The first vectors, or all if there are no more. */
  Samples first(int limit) {
    if (limit >= vectors) {
      return this;
    }
    int features = values.length / vectors;
    return new Samples(
        Arrays.copyOf(values, limit * features),
        limit,
        labels.map(l -> Arrays.copyOf(l, limit)),
        source);
  }

  /**
   * The share of vectors whose class is their label; empty without labels.
   *
   * @param classOf from vector to class
   */
  Optional<Double> accuracy(IntUnaryOperator classOf) {
    return labels.map(
        l -> {
          int right = 0;
          for (int v = 0; v < vectors; v++) {
            right += classOf.applyAsInt(v) == l[v] ? 1 : 0;
          }
          return (double) right / vectors;
        });
  }
}
