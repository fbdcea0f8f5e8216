package bitwright.quantize.ptq;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import bitwright.quantize.real.Clamp;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.MaxPool;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import bitwright.quantize.real.RealOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small convolutional network with random weights, and images for it. */
final class PtqSupport {

  private PtqSupport() {}

  /** Convolution, rectifier, pool, convolution by groups, rectifier, fully connected. */
  static RealNetwork network(Random random) {
    MapShape input = new MapShape(2, 6, 6);
    List<RealNode> nodes = new ArrayList<>();
    add(
        nodes,
        input,
        new Linear(Window.square(3, 1, 1), 1, weights(random, 4, 18), bias(random, 4)));
    add(nodes, input, Clamp.RELU);
    add(nodes, input, new MaxPool(Window.square(2, 2, 0)));
    add(
        nodes,
        input,
        new Linear(Window.square(2, 1, 0), 2, weights(random, 6, 8), bias(random, 6)));
    add(nodes, input, Clamp.RELU);
    MapShape last = nodes.get(4).output();
    add(nodes, input, Linear.dense(last, weights(random, 5, last.elements()), bias(random, 5)));
    return new RealNetwork("x", List.of(2, 6, 6), input, nodes, false);
  }

  private static void add(List<RealNode> nodes, MapShape input, RealOperator operator) {
    int from = nodes.size() - 1;
    MapShape shape = from < 0 ? input : nodes.get(from).output();
    nodes.add(
        new RealNode("n" + nodes.size(), operator, List.of(from), operator.output(List.of(shape))));
  }

  static double[][] weights(Random random, int rows, int columns) {
    double[][] weights = new double[rows][columns];
    for (double[] row : weights) {
      double reach = Math.exp(random.nextGaussian());
      for (int k = 0; k < columns; k++) {
        row[k] = reach * random.nextGaussian();
      }
    }
    return weights;
  }

  static double[] bias(Random random, int rows) {
    return random.doubles(rows, -1, 1).toArray();
  }

  static List<double[]> images(Random random, int count, int elements) {
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(random.doubles(elements).toArray());
    }
    return images;
  }
}
