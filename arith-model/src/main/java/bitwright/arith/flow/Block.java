package bitwright.arith.flow;

/**
 * A unit between streams. In every cycle all blocks offer, from the input on, then all accept, from
 * the output on, then all take the clock's edge: so no valid may depend on a ready.
 */
interface Block {

  /** Sets the valid of every stream that goes out. */
  void offer();

  /** Sets the ready of every stream that comes in. */
  void accept();

  /** Goes on to the next cycle. */
  void clock();
}
