package bitwright.arith.fabric;

/** What a net is to be called. */
sealed interface Label {
  /** Nothing in particular. */
  Label NONE = new Unnamed();

  /** Instead of a place in a bus. */
  int NO_INDEX = -1;

  /** A net without a name of its own. */
  record Unnamed() implements Label {}

  /**
   * A net of a group.
   *
   * @param group the number of the group
   * @param role what the net is in its group; may be empty
   * @param part what the net is in a carry chain of that role; may be empty
   * @param index its place in a bus, or {@link #NO_INDEX}
   */
  record Part(int group, String role, String part, int index) implements Label {}

  /**
   * Another net, some registers later.
   *
   * @param of the other net
   * @param stages the number of registers
   */
  record Delayed(Net of, int stages) implements Label {}
}
