package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.quantize.ImportException;
import bitwright.quantize.graph.Declaration;
import bitwright.quantize.graph.Graph;
import bitwright.quantize.graph.GraphReader;
import bitwright.quantize.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads float ONNX files into networks of real numbers.
 *
 * <p>Batch normalization and other affine functions behind a linear layer are folded into it; what
 * this does not know is refused by name, as {@link bitwright.quantize.QonnxImporter} does.
 */
public final class RealReader {

  private RealReader() {}

  /**
   * Reads a network.
   *
   * @param model the bytes of the file
   * @throws ImportException if the file is not acceptable
   */
  public static RealNetwork read(byte[] model) {
    Graph graph = GraphReader.read(model);
    List<Integer> dims = dims(graph.input());
    MapShape input =
        new MapShape(
            dims.get(0), dims.size() == 3 ? dims.get(1) : 1, dims.size() == 1 ? 1 : last(dims));
    RealScope scope = new RealScope(graph.initializers());
    scope.define(
        graph.input().name(), new RealValue.Map(RealNetwork.INPUT, input, dims.size() + 1));
    boolean softmax = false;
    for (Node node : graph.nodes()) {
      if (softmax) {
        throw node.refuse("follows a Softmax, which must be the last operator; remove it");
      }
      if (node.domain().isEmpty() && node.op().equals("Softmax")) {
        scope.define(node, scope.map(node, 0));
        softmax = true;
      } else {
        RealOperators.apply(node, scope);
      }
    }
    RealValue.Map result = scope.result(graph.output().name());
    List<RealNode> nodes = scope.nodes();
    if (result.node() != nodes.size() - 1) {
      throw new ImportException("the model's output is its input; it has nothing to quantize");
    }
    RealNetwork network = new RealNetwork(graph.input().name(), dims, input, nodes, softmax);
    return AffineFolding.fold(network);
  }

  private static int last(List<Integer> dims) {
    return dims.get(dims.size() - 1);
  }

  private static List<Integer> dims(Declaration input) {
    String name = Node.shortened(input.name());
    List<OptionalLong> declared = input.dims().orElse(List.of());
    if (declared.size() < 2 || declared.size() > 4) {
      throw ImportException.of(
          "the input '%s' has %d dimensions; it must have two to four, the batch first",
          name, declared.size());
    }
    List<Integer> dims = new ArrayList<>();
    for (OptionalLong dim : declared.subList(1, declared.size())) {
      if (dim.isEmpty() || dim.getAsLong() > 1 << 22) {
        throw ImportException.of(
            "the input '%s' has a dimension of unknown or excessive size; only the first, the"
                + " batch, may be free",
            name);
      }
      dims.add((int) dim.getAsLong());
    }
    return dims;
  }
}
