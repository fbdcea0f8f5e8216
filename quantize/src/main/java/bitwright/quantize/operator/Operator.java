package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;

/** The meaning of one operator. */
@FunctionalInterface
interface Operator {

  /**
   * Computes a node's outputs from its inputs.
   *
   * @throws bitwright.quantize.ImportException if the node is not supported as it is used
   */
  void apply(Node node, Scope scope);
}
