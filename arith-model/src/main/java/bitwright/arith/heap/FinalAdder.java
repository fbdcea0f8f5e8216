package bitwright.arith.heap;

import java.math.BigInteger;
import java.util.List;

/**
 * The last row of a heap's sum: one carry chain over all columns, which adds up to three bits a
 * column, the accumulator and the constant among them.
 *
 * @param accumulatorNets the nets of an accumulator bit: 0 without an accumulator, 2 if it is gated
 * @param constant the constant of the heap
 */
record FinalAdder(int accumulatorNets, BigInteger constant) {
  /** What {@link #luts} says of columns that the adder cannot take. */
  static final int DOES_NOT_FIT = -1;

  /** The bits of a column that are not in the heap: accumulator and constant. */
  int others(int column) {
    return (accumulatorNets > 0 ? 1 : 0) + (constant.testBit(column) ? 1 : 0);
  }

  /** The look-up tables of the sum of these columns, or {@link #DOES_NOT_FIT}. */
  int luts(List<List<Dot>> columns) {
    int luts = 0;
    boolean started = false;
    boolean majority = false;
    for (int c = 0; c < columns.size(); c++) {
      List<Dot> dots = columns.get(c);
      int bits = dots.size() + others(c);
      int nets = accumulatorNets + nets(dots);
      boolean most = bits + (majority ? 1 : 0) > 2;
      if (bits > 3 || nets > (most && majority ? 4 : 5)) {
        return DOES_NOT_FIT;
      }
      started |= bits > 1;
      boolean wire = bits == 0 || (bits == 1 && nets <= 1);
      luts += !wire || (majority && bits > 0) ? 1 : 0;
      majority = started && most;
    }
    return luts;
  }

  private static int nets(List<Dot> dots) {
    int nets = 0;
    for (Dot dot : dots) {
      nets += dot.size;
    }
    return nets;
  }
}
