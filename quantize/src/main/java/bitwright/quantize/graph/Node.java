package bitwright.quantize.graph;

import bitwright.quantize.ImportException;
import java.util.List;

/**
 * One operator of a graph.
 *
 * @param domain the operator's domain, empty for ONNX itself
 * @param op the operator's type
 * @param name the node's name, possibly empty
 * @param inputs tensor names; an empty name is an absent optional input
 * @param outputs tensor names; an empty name is an unused output
 * @param attributes the attributes
 * @param opset the version of the default domain that the model imports
 */
public record Node(
    String domain,
    String op,
    String name,
    List<String> inputs,
    List<String> outputs,
    Attributes attributes,
    long opset) {

  private static final int LONGEST_NAME = 80;

  /** Copies the lists. */
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** How messages call this node, for example {@code MatMul 'MatMul_16'}. */
  public String label() {
    if (!name.isEmpty()) {
      return op + " '" + shortened(name) + "'";
    }
    return outputs.isEmpty() ? op : op + " with output '" + shortened(outputs.get(0)) + "'";
  }

  /** A name from the file, cut to a length that a sentence can hold. */
  public static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  /** Whether an optional input is given. */
  public boolean hasInput(int index) {
    return index < inputs.size() && !inputs.get(index).isEmpty();
  }

  /** Whether an output is named, so that something may use it. */
  public boolean hasOutput(int index) {
    return index < outputs.size() && !outputs.get(index).isEmpty();
  }

  /** Checks that no attribute but these is present. */
  public void allowAttributes(String... known) {
    List<String> allowed = List.of(known);
    for (String attribute : attributes.names()) {
      if (!allowed.contains(attribute)) {
        throw refuse(
            "has the attribute '%s', which is not known; allowed are %s; remove it or export again",
            shortened(attribute), allowed.isEmpty() ? "none" : String.join(", ", allowed));
      }
    }
  }

  /** The exception that says something about this node. */
  public ImportException refuse(String format, Object... arguments) {
    return new ImportException(label() + " " + ImportException.of(format, arguments).getMessage());
  }
}
