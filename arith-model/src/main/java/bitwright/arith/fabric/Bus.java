package bitwright.arith.fabric;

import java.util.List;

/**
 * A port of a netlist.
 *
 * @param name the name of the port
 * @param nets its bits, the lowest first
 */
public record Bus(String name, List<Net> nets) {

  /** Checks the name and that there is a bit. */
  public Bus {
    nets = List.copyOf(nets);
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("the port \"%s\" is no identifier".formatted(name));
    }
    if (nets.isEmpty()) {
      throw new IllegalArgumentException("the port %s has no bits".formatted(name));
    }
  }

  /** The number of bits. */
  public int width() {
    return nets.size();
  }
}
