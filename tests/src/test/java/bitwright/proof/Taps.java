package bitwright.proof;

/**
 * Ports of a checker that look at signals of modules below the one it is bound into. Yosys connects
 * a wire {@code instance.signal} when it flattens a design.
 */
final class Taps {

  private final StringBuilder connections = new StringBuilder();
  private final StringBuilder declarations = new StringBuilder();

  /** One more port. */
  Taps add(String port, String signal, int width) {
    connections.append(".%s(\\%s ), ".formatted(port, signal));
    return declare(signal, width);
  }

  /** A wire for a signal that the binding itself looks at. */
  Taps declare(String signal, int width) {
    declarations.append("  (* hierconn *) wire [%d:0] \\%s ;%n".formatted(width - 1, signal));
    return this;
  }

  /** The connections of the ports. */
  String connections() {
    return connections.toString();
  }

  /** The wires that they need. */
  String declarations() {
    return declarations.toString();
  }
}
