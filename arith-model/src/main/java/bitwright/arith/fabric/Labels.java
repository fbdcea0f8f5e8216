package bitwright.arith.fabric;

import java.util.List;

/**
 * What the nets of a netlist are called and which belong together; nothing but the printed text
 * depends on it.
 *
 * @param groups the groups, in the order in which they were built
 * @param nets the label of each net by its number; nets beyond have none
 * @param codes the numbers that the inputs consist of
 */
record Labels(List<Group> groups, List<Label> nets, List<Codes> codes) {
  /** No names. */
  static final Labels NONE = new Labels(List.of(), List.of(), List.of());

  /**
   * A port that is a row of numbers.
   *
   * @param port the name of the port
   * @param name what the name of a number begins with
   * @param bits the bits of a number
   * @param signed whether numbers are in two's complement
   */
  record Codes(String port, String name, int bits, boolean signed) {}

  Labels {
    groups = List.copyOf(groups);
    nets = List.copyOf(nets);
    codes = List.copyOf(codes);
  }

  Label of(Net net) {
    return net.id() < nets.size() ? nets.get(net.id()) : Label.NONE;
  }
}
