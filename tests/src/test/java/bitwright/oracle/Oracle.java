package bitwright.oracle;

import java.util.Arrays;

/** A graph that is executed node by node as its operators are defined, for other packages. */
public final class Oracle {

  private final GraphFile file;
  private final Executor<Double> doubles;

  private Oracle(GraphFile file) {
    this.file = file;
    doubles = new Executor<>(file, new DoubleField());
  }

  /** The oracle of a model file. */
  public static Oracle of(byte[] model) {
    return new Oracle(GraphFile.read(model));
  }

  /** The greatest magnitude in the graph's output over some inputs, computed in doubles. */
  public double greatest(float[] inputs) {
    int features = Tensor.size(file.inputShape());
    double greatest = 0;
    for (int offset = 0; offset < inputs.length; offset += features) {
      Tensor<Double> y = doubles.run(inputs, offset).get(file.output());
      greatest = Math.max(greatest, y.values().stream().mapToDouble(Math::abs).max().orElse(0));
    }
    return greatest;
  }

  /** The shape of the graph's output, the batch first. */
  public int[] outputShape() {
    float[] zeros = new float[Tensor.size(file.inputShape())];
    return doubles.run(zeros, 0).get(file.output()).shape();
  }

  @Override
  public String toString() {
    return file.nodes().stream().map(GraphFile.Node::op).toList()
        + " on "
        + Arrays.toString(file.inputShape());
  }
}
