package bitwright.arith.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * What one position of a compressing carry chain (or two positions) may add up.
 *
 * <p>Bits are counted by size, the nets that they read: a wire has size 1, an AND size 2. A
 * position has one LUT6_2, hence two functions of five nets, or one of six. With {@code s = O6} the
 * sum of the bits without carries, it adds
 *
 * <ul>
 *   <li>one bit;
 *   <li>two bits, one of them as di (O5);
 *   <li>three bits, whose majority m leaves by O5 and is the di of the next position, which is one
 *       more bit of the next column ("ternary"); with such an m from the position before, its own
 *       bits may have four nets;
 *   <li>over two positions, six wires of one column: {@code s₀} is the parity of all six and di₀
 *       that of five, and {@code s₁, di₁} count the pairs among the five;
 *   <li>over two positions, four bits of one column and one of the next: {@code s₀} is the parity
 *       of the four, di₀ the fourth, and position 1 adds the majority of the first three to the
 *       other bit.
 * </ul>
 *
 * <p>The last two are the atoms (6,0) and (4,1) of Kumm and Preußer's counters (T. B. Preußer,
 * "Generic and Universal Parallel Matrix Summation with a Flexible Compression Goal for Xilinx
 * FPGAs", FPL 2017).
 *
 * @param kind the way of adding
 * @param majorityIn whether an m comes from the position before
 * @param here the bits of each size in the position's column, {@code here[1]} the wires
 * @param above the same in the next column, for two positions
 * @param luts the look-up tables; one also where s is a plain wire, which Yosys counts as none, but
 *     which passes the position's look-up table on the device
 * @param bits the bits taken from the position's column
 * @param bitsAbove the bits taken from the next column
 * @param positions the number of positions
 * @param majorityOut whether an m leaves for the next position
 * @param index the place in {@link #ALL}
 */
record Shape(
    Kind kind,
    boolean majorityIn,
    int[] here,
    int[] above,
    int luts,
    int bits,
    int bitsAbove,
    int positions,
    boolean majorityOut,
    int index) {
  /** The greatest size of a bit that is absorbed. */
  static final int MAX_SIZE = 4;

  /** All shapes. */
  static final List<Shape> ALL = all();

  /** All shapes that begin without an m from the position before. */
  static final List<Shape> PLAIN = ALL.stream().filter(shape -> !shape.majorityIn).toList();

  /** All shapes that begin with one. */
  static final List<Shape> AFTER_MAJORITY = ALL.stream().filter(Shape::majorityIn).toList();

  /** The three bits in one LUT6_2 with two outputs and no chain: the full adders. */
  static final List<Shape> FULL_ADDERS =
      PLAIN.stream().filter(shape -> shape.kind == Kind.ROW && shape.bits() == 3).toList();

  /** How bits are added. */
  enum Kind {
    /** At most three bits of one column. */
    ROW,
    /** Six wires of one column. */
    SIX,
    /** Four bits of one column, one of the next. */
    FOUR_ONE
  }

  private static Shape shape(
      Kind kind, boolean majorityIn, int[] here, int[] above, int luts, int index) {
    int bits = count(here);
    boolean row = kind == Kind.ROW;
    boolean majorityOut = row && bits + (majorityIn ? 1 : 0) > 2;
    return new Shape(
        kind, majorityIn, here, above, luts, bits, count(above), row ? 1 : 2, majorityOut, index);
  }

  private static int count(int[] bySize) {
    int count = 0;
    for (int n : bySize) {
      count += n;
    }
    return count;
  }

  private static List<Shape> all() {
    List<Shape> shapes = new ArrayList<>();
    addShapes(shapes, false);
    addShapes(shapes, true);
    return List.copyOf(shapes);
  }

  private static void addShapes(List<Shape> shapes, boolean majorityIn) {
    int[] none = new int[MAX_SIZE + 1];
    for (int a = 0; a <= MAX_SIZE; a++) {
      for (int b = a; b <= MAX_SIZE; b++) {
        for (int c = b; c <= MAX_SIZE; c++) {
          int[] here = new int[MAX_SIZE + 1];
          here[a]++;
          here[b]++;
          here[c]++;
          here[0] = 0;
          int bits = count(here);
          int nets = a + b + c;
          boolean fits = nets <= (majorityIn && bits > 1 ? 4 : 5);
          if (fits && (bits > 0 || majorityIn)) {
            shapes.add(shape(Kind.ROW, majorityIn, here, none, 1, shapes.size()));
          }
        }
      }
    }
    if (!majorityIn) {
      int[] six = {0, 6, 0, 0, 0};
      shapes.add(shape(Kind.SIX, false, six, none, 2, shapes.size()));
      for (int fourth = 1; fourth <= 2; fourth++) {
        for (int other = 1; other <= 2; other++) {
          int[] here = {0, 3, 0, 0, 0};
          here[fourth]++;
          int[] above = new int[MAX_SIZE + 1];
          above[other]++;
          shapes.add(shape(Kind.FOUR_ONE, false, here, above, 2, shapes.size()));
        }
      }
    }
  }
}
