package bitwright.training.grid;

/** The two values −1 and +1; zero counts as positive, as QONNX {@code BipolarQuant} has it. */
public record BipolarGrid() implements Grid {

  @Override
  public double nearest(double x) {
    return x >= 0 ? 1 : -1;
  }

  @Override
  public double least() {
    return -1;
  }

  @Override
  public double greatest() {
    return 1;
  }
}
