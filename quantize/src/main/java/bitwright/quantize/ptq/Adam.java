package bitwright.quantize.ptq;

/** The optimizer Adam with its customary constants; source: Kingma and Ba, ICLR 2015. */
final class Adam {

  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[] mean;
  private final double[] variance;
  private final double rate;
  private int steps;

  Adam(int size, double rate) {
    this.mean = new double[size];
    this.variance = new double[size];
    this.rate = rate;
  }

  /** Moves the parameters against the gradient, in place. */
  void step(double[] parameters, double[] gradient) {
    steps++;
    double first = 1 - Math.pow(FIRST, steps);
    double second = 1 - Math.pow(SECOND, steps);
    for (int i = 0; i < parameters.length; i++) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
      variance[i] = SECOND * variance[i] + (1 - SECOND) * gradient[i] * gradient[i];
      parameters[i] -= rate * (mean[i] / first) / (Math.sqrt(variance[i] / second) + EPSILON);
    }
  }
}
