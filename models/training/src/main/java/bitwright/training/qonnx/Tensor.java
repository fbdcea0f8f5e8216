package bitwright.training.qonnx;

import java.util.Arrays;

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

  int rank() {
    return shape.length;
  }

  /** Element by element; {@code right} is repeated along its dimensions of 1, as numpy does. */
  Tensor combined(Tensor right, Operation operation) {
    double[] result = new double[values.length];
    int[] strides = strides(right);
    int[] position = new int[shape.length];
    int index = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = operation.apply(values[i], right.values[index]);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        index += strides[axis];
        if (++position[axis] < shape[axis]) {
          break;
        }
        position[axis] = 0;
        index -= strides[axis] * shape[axis];
      }
    }
    return new Tensor(result, shape);
  }

  /** How far an element of {@code right} is from the next along each axis of this tensor. */
  private int[] strides(Tensor right) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = right.shape.length - 1; axis >= 0; axis--) {
      int here = axis + shape.length - right.shape.length;
      if (right.shape[axis] == 1) {
        continue;
      }
      if (here < 0 || right.shape[axis] != shape[here]) {
        throw new IllegalArgumentException(
            Arrays.toString(right.shape) + " does not fit " + Arrays.toString(shape));
      }
      strides[here] = stride;
      stride *= right.shape[axis];
    }
    return strides;
  }
}
