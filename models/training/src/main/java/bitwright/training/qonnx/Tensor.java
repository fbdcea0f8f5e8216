package bitwright.training.qonnx;

/** A dense tensor of doubles in C order, with the few operations that evaluation needs. */
final class Tensor {

  private final double[] values;
  private final int[] shape;

  /** What is done to a pair of elements. */
  interface Operation {
    double apply(double left, double right);
  }

  Tensor(double[] values, int... shape) {
    this.values = values;
    this.shape = shape;
  }

  static Tensor scalar(double value) {
    return new Tensor(new double[] {value});
  }

  double[] values() {
    return values.clone();
  }

  double at(int index) {
    return values[index];
  }

  int size() {
    return values.length;
  }

  int dimension(int axis) {
    return shape[axis];
  }

  Tensor reshaped(int... newShape) {
    return new Tensor(values, newShape);
  }

  /** Matrix [M,N] to [N,M]. */
  Tensor transposed() {
    double[] result = new double[values.length];
    for (int row = 0; row < shape[0]; row++) {
      for (int column = 0; column < shape[1]; column++) {
        result[column * shape[0] + row] = values[row * shape[1] + column];
      }
    }
    return new Tensor(result, shape[1], shape[0]);
  }

  /** Matrix product [M,K] · [K,N] = [M,N]. */
  Tensor times(Tensor right) {
    int rows = shape[0];
    int columns = right.shape[1];
    double[] result = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < shape[1]; k++) {
        double left = values[row * shape[1] + k];
        for (int column = 0; column < columns; column++) {
          result[row * columns + column] += left * right.values[k * columns + column];
        }
      }
    }
    return new Tensor(result, rows, columns);
  }

  /** Element by element; {@code right} is a scalar, a row per column, or a column per row. */
  Tensor combined(Tensor right, Operation operation) {
    double[] result = new double[values.length];
    int columns = shape.length == 0 ? 1 : shape[shape.length - 1];
    boolean perRow = right.shape.length == 2 && right.shape[1] == 1;
    for (int i = 0; i < result.length; i++) {
      int index = right.values.length == 1 ? 0 : perRow ? i / columns : i % columns;
      result[i] = operation.apply(values[i], right.values[index]);
    }
    return new Tensor(result, shape);
  }
}
