package bitwright.oracle;

import java.util.ArrayList;
import java.util.List;

/** Doubles, each operation rounded, sums from left to right. */
final class DoubleField implements Field<Double> {

  @Override
  public Double of(double x) {
    return x;
  }

  @Override
  public Double add(Double x, Double y) {
    return x + y;
  }

  @Override
  public Double subtract(Double x, Double y) {
    return x - y;
  }

  @Override
  public Double multiply(Double x, Double y) {
    return x * y;
  }

  @Override
  public Double divide(Double x, Double y) {
    return x / y;
  }

  @Override
  public Double power(Double x, double exponent) {
    return Math.pow(x, exponent);
  }

  @Override
  public Double sqrt(Double x) {
    return Math.sqrt(x);
  }

  @Override
  public int compare(Double x, Double y) {
    return x < y ? -1 : x > y ? 1 : 0;
  }

  @Override
  public Double round(Double x, Mode mode) {
    double floor = Math.floor(x);
    if (floor == x) {
      return x;
    }
    boolean up = mode.up(x < 0, Double.compare(x - floor, 0.5), floor % 2 == 0);
    return up ? floor + 1 : floor;
  }

  @Override
  public int floorLog2(Double x) {
    return Math.getExponent(x);
  }

  @Override
  public double toDouble(Double x) {
    return x;
  }

  @Override
  public List<Double> product(Tensor<Double> a, Tensor<Double> b) {
    int m = a.shape()[0];
    int k = a.shape()[1];
    int n = b.shape()[1];
    double[] x = array(a);
    if (!(b.prepared() instanceof double[])) {
      b.prepare(array(b));
    }
    double[] w = (double[]) b.prepared();
    List<Double> out = new ArrayList<>(m * n);
    for (int i = 0; i < m; i++) {
      double[] sums = new double[n];
      for (int c = 0; c < k; c++) {
        for (int j = 0; j < n; j++) {
          sums[j] += x[i * k + c] * w[c * n + j];
        }
      }
      for (double sum : sums) {
        out.add(sum);
      }
    }
    return out;
  }

  private static double[] array(Tensor<Double> t) {
    return t.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
