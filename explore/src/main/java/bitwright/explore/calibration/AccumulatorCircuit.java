package bitwright.explore.calibration;

import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.IntegerRange;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.operator.Ranged;

/** An accumulator alone, as matrix-vector units and pools have it. */
final class AccumulatorCircuit extends Circuit {

  /**
   * An accumulator.
   *
   * @param width of the total
   * @param sum width of what is added, behind its register
   * @param signed whether that may be negative
   */
  AccumulatorCircuit(int width, int sum, boolean signed) {
    super("Accumulator_w%d_%s%d".formatted(width, signed ? "s" : "u", sum));
    describe("Adds numbers of %d bits in %d bits.".formatted(sum, width));
    Flag enable = input("enable", flag());
    Flag later = input("later", flag());
    Bits in = input("in", bits(sum));
    Bits out = output("out", bits(width));
    Bits term = register("term", bits(sum));
    Bits total = register("total", bits(width));
    long most = (1L << (signed ? sum - 1 : sum)) - 1;
    IntegerRange range = IntegerRange.of(signed ? -most - 1 : 0, most);
    Bits added = sum == width ? term : new Ranged(term, range).modulo(width);
    when(
        enable,
        () -> {
          term.set(in);
          total.set(total.onlyIf(later).plus(added).low(width));
        });
    out.set(total);
  }
}
