package bitwright.oracle;

import java.util.List;

/**
 * The numbers that a graph is executed in.
 *
 * @param <T> a number
 */
interface Field<T> {

  /** A parameter or input of the graph. */
  T of(double x);

  /** x + y. */
  T add(T x, T y);

  /** x − y. */
  T subtract(T x, T y);

  /** x · y. */
  T multiply(T x, T y);

  /** x / y. */
  T divide(T x, T y);

  /** x to a constant power. */
  T power(T x, double exponent);

  /** √x. */
  T sqrt(T x);

  /** The order of two numbers. */
  int compare(T x, T y);

  /** The integer that x rounds to. */
  T round(T x, Mode mode);

  /** ⌊log2 |x|⌋ of x ≠ 0. */
  int floorLog2(T x);

  /** The nearest double. */
  double toDouble(T x);

  /** The product of matrices, m × k and k × n, row by row. */
  List<T> product(Tensor<T> a, Tensor<T> b);
}
