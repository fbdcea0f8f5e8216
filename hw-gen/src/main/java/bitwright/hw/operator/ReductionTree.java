package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.delayed;

import bitwright.arith.format.IntegerRange;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums in a binary tree with a register after every level: ⌈log2 n⌉ enabled clocks for n terms.
 *
 * <p>A level is as wide as its sums need, and never wider than the result: sums modulo 2^width need
 * no more than that many bits anywhere.
 */
public final class ReductionTree {

  private ReductionTree() {}

  /** The sum of all terms modulo 2^width, ⌈log2 n⌉ enabled clocks later. */
  public static Bits sum(List<Ranged> terms, int width, Flag enable) {
    List<Partial> level = terms.stream().map(t -> Partial.of(t, width)).toList();
    for (int depth = 0; level.size() > 1; depth++) {
      List<Partial> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        boolean alone = i + 1 == level.size();
        Partial sum = alone ? level.get(i) : level.get(i).plus(level.get(i + 1), width);
        next.add(sum.delayedBy("sum_" + depth + "_" + i / 2, enable));
      }
      level = next;
    }
    return level.get(0).modulo(width);
  }

  /** A sum of the given range, of which at most {@code width} bits are kept. */
  private record Partial(Bits bits, IntegerRange range) {
    static Partial of(Ranged term, int width) {
      return new Partial(term.modulo(Math.min(width, term.range().bits())), term.range());
    }

    Partial plus(Partial other, int width) {
      IntegerRange sum = range.plus(other.range);
      int kept = Math.min(width, sum.bits());
      return new Partial(modulo(kept).plus(other.modulo(kept)).low(kept), sum);
    }

    Bits modulo(int width) {
      return bits.width() >= width ? bits.low(width) : new Ranged(bits, range).modulo(width);
    }

    Partial delayedBy(String name, Flag enable) {
      return new Partial(delayed(name, bits, enable), range);
    }
  }
}
