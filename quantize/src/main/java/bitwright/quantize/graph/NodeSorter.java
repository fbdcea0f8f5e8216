package bitwright.quantize.graph;

import bitwright.quantize.ImportException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders the nodes of a graph by dependence, and keeps those that the output depends on.
 *
 * <p>The search is depth first with its own stack, so that a long chain cannot exhaust the call
 * stack. Nodes that the output does not depend on are dropped, but a cycle among them is refused
 * all the same.
 */
final class NodeSorter {

  private final List<Node> nodes;
  private final Set<String> given = new HashSet<>();
  private final Map<String, Node> producers = new HashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Node> order = new ArrayList<>();

  NodeSorter(List<Node> nodes, Declaration input, Set<String> initializers) {
    this.nodes = nodes;
    given.addAll(initializers);
    given.add(input.name());
    for (Node node : nodes) {
      for (String output : node.outputs()) {
        if (output.isEmpty()) {
          continue;
        }
        if (given.contains(output) || producers.put(output, node) != null) {
          throw ImportException.of(
              "tensor '%s' is defined twice, the second time by %s; give every tensor its own name",
              Node.shortened(output), node.label());
        }
      }
    }
  }

  /** The nodes that a tensor depends on, in order. */
  List<Node> sorted(String output) {
    Node last = producers.get(output);
    if (last == null) {
      throw ImportException.of(
          "the output '%s' is not computed by any node; name a node's output",
          Node.shortened(output));
    }
    visit(last);
    List<Node> needed = List.copyOf(order);
    nodes.forEach(this::visit);
    return needed;
  }

  private void visit(Node root) {
    Deque<Node> stack = new ArrayDeque<>();
    stack.push(root);
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      if (done.contains(node)) {
        stack.pop();
      } else if (open.add(node)) {
        dependencies(node).forEach(stack::push);
      } else {
        stack.pop();
        open.remove(node);
        done.add(node);
        order.add(node);
      }
    }
  }

  /** What a node waits for, the last input first, so that a stack yields the first one first. */
  private List<Node> dependencies(Node node) {
    LinkedList<Node> result = new LinkedList<>();
    for (String input : node.inputs()) {
      if (input.isEmpty() || given.contains(input)) {
        continue;
      }
      Node producer = producers.get(input);
      if (producer == null) {
        throw node.refuse(
            "reads the tensor '%s', which neither a node nor an initializer defines; the file is"
                + " incomplete",
            Node.shortened(input));
      }
      if (open.contains(producer)) {
        throw node.refuse(
            "is part of a cycle through the tensor '%s'; a network must be acyclic",
            Node.shortened(input));
      }
      if (!done.contains(producer)) {
        result.addFirst(producer);
      }
    }
    return result;
  }
}
