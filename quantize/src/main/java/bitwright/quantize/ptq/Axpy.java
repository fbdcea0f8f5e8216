package bitwright.quantize.ptq;

/**
 * Sums of scaled vectors, in loops that the JVM turns into vector instructions: element by element,
 * so that the order of additions, and so every bit, is the same with them and without.
 */
final class Axpy {

  private Axpy() {}

  /** {@code sum[j] += a·x[j]} for j below a length. */
  static void add(double[] sum, double a, double[] x, int length) {
    for (int j = 0; j < length; j++) {
      sum[j] += a * x[j];
    }
  }

  /** {@code sum[j] += a₀·x₀[j] + a₁·x₁[j] + a₂·x₂[j] + a₃·x₃[j]} for j below a length. */
  static void add(
      double[] sum,
      double a0,
      double[] x0,
      double a1,
      double[] x1,
      double a2,
      double[] x2,
      double a3,
      double[] x3,
      int length) {
    for (int j = 0; j < length; j++) {
      sum[j] += a0 * x0[j] + a1 * x1[j] + a2 * x2[j] + a3 * x3[j];
    }
  }

  /** {@code sum += Σ_k a[k]·rows[k]}; rows whose factors are all 0 cost nothing. */
  static void add(double[] sum, double[] a, double[][] rows) {
    int length = sum.length;
    int k = 0;
    for (; k + 3 < a.length; k += 4) {
      if (a[k] != 0 || a[k + 1] != 0 || a[k + 2] != 0 || a[k + 3] != 0) {
        add(
            sum,
            a[k],
            rows[k],
            a[k + 1],
            rows[k + 1],
            a[k + 2],
            rows[k + 2],
            a[k + 3],
            rows[k + 3],
            length);
      }
    }
    for (; k < a.length; k++) {
      add(sum, a[k], rows[k], length);
    }
  }
}
