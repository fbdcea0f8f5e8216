package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.signed;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.LoopNest;
import bitwright.arith.plan.Walk;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Signed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The counters of a loop nest, and registers that follow its walks by adding constants. */
final class LoopCounters {
  private final Flag step;
  private final List<Integer> loops = new ArrayList<>();
  private final List<Flag> lasts = new ArrayList<>();

  /** Counters that take a step in every cycle in which {@code step} holds. */
  LoopCounters(LoopNest nest, Flag step) {
    this.step = step;
    Flag turn = step;
    for (int l = nest.loops().size() - 1; l >= 0; l--) {
      LoopNest.Loop loop = nest.loops().get(l);
      if (loop.turns() > 1) {
        Counter counter = Counter.of(loop.name(), loop.turns(), turn);
        turn = turn.and(counter.last()).named(loop.name() + "_done");
        loops.add(0, l);
        lasts.add(0, counter.last());
      }
    }
  }

  /** What a walk adds in this step. */
  private <T> T move(Walk walk, IntFunction<T> constant, Choice<T> choice) {
    T move = constant.apply(walk.frameMove());
    int known = walk.frameMove();
    boolean uniform = true;
    for (int i = 0; i < loops.size(); i++) {
      int next = walk.move(loops.get(i));
      if (uniform && next == known) {
        continue;
      }
      uniform = false;
      move = choice.of(lasts.get(i), move, constant.apply(next));
    }
    return move;
  }

  private interface Choice<T> {
    T of(Flag condition, T whenTrue, T whenFalse);
  }

  /** What a walk adds in a step. */
  Signed move(String name, Walk walk) {
    int width = range(walk).signedBits();
    return move(walk, value -> signed(width).constant(value), (c, a, b) -> mux(c, a, b))
        .named(name);
  }

  /** The range of what the walk adds. */
  private IntegerRange range(Walk walk) {
    IntegerRange range = IntegerRange.of(walk.frameMove(), walk.frameMove());
    for (int loop : loops) {
      range = range.union(IntegerRange.of(walk.move(loop), walk.move(loop)));
    }
    return range;
  }

  /** A register that holds the walk's value modulo {@code size}: an address in a ring. */
  Bits ringAddress(String name, Walk walk, int size) {
    int width = Counter.bitsFor(size);
    Bits address = register(name, bits(width), Math.floorMod(walk.start(), size));
    Bits move =
        move(
                walk,
                value -> bits(width).constant(Math.floorMod(value, size)),
                (c, a, b) -> mux(c, a, b))
            .named(name + "_move");
    Bits sum = address.plus(move).named(name + "_sum");
    Bits next = sum.low(width);
    if (Integer.bitCount(size) != 1) {
      Bits limit = bits(width + 1).constant(size);
      Bits wrapped = sum.minus(limit).bits().low(width);
      next = mux(sum.atLeast(limit), wrapped, sum.low(width)).named(name + "_next");
    }
    Bits following = next;
    when(step, () -> address.set(following));
    return address;
  }

  /** A register that holds the walk's value, which lies in {@code range}. */
  Signed coordinate(String name, Walk walk, IntegerRange range) {
    int width = range.union(IntegerRange.of(BigInteger.ZERO, BigInteger.ZERO)).signedBits();
    Signed value = register(name, signed(width), walk.start());
    Signed next = value.plus(move(name + "_move", walk)).wrap(width);
    when(step, () -> value.set(next));
    return value;
  }
}
