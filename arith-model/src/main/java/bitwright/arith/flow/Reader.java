package bitwright.arith.flow;

/** The order in which a line buffer is read: where the current step stands, and the next one. */
public interface Reader {

  /** Whether the current step lies beyond the border and needs no word. */
  boolean padded();

  /** Goes on to the next step. */
  void step();

  /** By how much the last step moved the position. */
  int moved();

  /** How many words the last step released. */
  int released();
}
