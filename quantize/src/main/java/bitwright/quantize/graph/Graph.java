package bitwright.quantize.graph;

import bitwright.quantize.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A validated graph: every name is defined once and before its use.
 *
 * @param input the one tensor that enters
 * @param output the one tensor that leaves
 * @param initializers the constants
 * @param nodes the nodes that the output depends on, each after those it depends on
 */
public record Graph(
    Declaration input, Declaration output, Map<String, Tensor> initializers, List<Node> nodes) {

  /** Copies the collections. */
  public Graph {
    initializers = Map.copyOf(initializers);
    nodes = List.copyOf(nodes);
  }
}
