package bitwright.cost.engine;

import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.LoopNest;
import bitwright.arith.plan.Walk;
import bitwright.cost.Family;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Ram;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A ring of words between a stream and a reader that follows a nest of loops, as one block.
 *
 * <p>Synthesis keeps the counter of a loop only if something depends on where in the nest the
 * reader is: counters of outer loops vanish as long as no address, fill or coordinate moves
 * otherwise at their end than at the end of a frame.
 */
public final class LineBufferCost {
  private final LineBufferPlan plan;
  private final int inBits;
  private final int outBits;
  private final Optional<LineBufferPlan.Ring> ring;

  /**
   * A line buffer.
   *
   * @param plan its order
   * @param inBits bits of a word that comes in
   * @param outBits bits of a word that leaves, bits that are always equal counted once
   */
  public LineBufferCost(LineBufferPlan plan, int inBits, int outBits) {
    this.plan = plan;
    this.inBits = inBits;
    this.outBits = outBits;
    ring = plan.inOrder() ? Optional.empty() : Optional.of(plan.ring());
  }

  /** All of it; without a ring it is the output queue alone. */
  public Primitive cost(Family family) {
    Primitive buffer =
        Primitive.of("line buffer").with("queue", StreamQueueCost.of(family, outBits));
    if (ring.isEmpty()) {
      return buffer;
    }
    int depth = ring.get().depth();
    buffer = buffer.with("memory", Ram.of(family, depth, inBits));
    buffer = addresses(family, buffer, depth);
    buffer = loops(family, buffer);
    return border(family, fill(family, buffer, ring.get()));
  }

  /**
   * The counter that writes, and the address that reads: it adds its move, chosen by the ends of
   * loops in the LUT of the sum, and where the depth is no power of two starts over behind the end,
   * which is a chain without LUTs, one operand being constant, and a choice per bit. Low bits that
   * no move and no end changes are constants.
   */
  private Primitive addresses(Family family, Primitive buffer, int depth) {
    Primitive write = buffer.with("write address", Counter.of(family, depth));
    Walk walk = plan.position();
    IntStream moves = IntStream.concat(IntStream.of(walk.frameMove()), turning().map(walk::move));
    int step = moves.map(move -> Math.floorMod(move, depth)).reduce(0, (a, b) -> a | b);
    if (step == 0) {
      return write;
    }
    int bits = Counter.bits(depth) - Integer.numberOfTrailingZeros(step | depth);
    int steps = Integer.bitCount(depth) == 1 ? 1 : 2;
    return write.luts("read address", steps * bits).ffs(bits).carries(steps * family.carries(bits));
  }

  private Primitive loops(Family family, Primitive buffer) {
    int innermost = plan.nest().loops().size() - 1;
    int outermost = turning().filter(this::tells).findFirst().orElse(innermost + 1);
    Primitive counted = buffer;
    for (int loop = outermost; loop <= innermost; loop++) {
      counted = counted.with("loops", Counter.of(family, plan.nest().loops().get(loop).turns()));
    }
    return counted;
  }

  private IntStream turning() {
    List<LoopNest.Loop> loops = plan.nest().loops();
    return IntStream.range(0, loops.size()).filter(loop -> loops.get(loop).turns() > 1);
  }

  /** Whether a step of this loop moves something otherwise than a new frame does. */
  private boolean tells(int loop) {
    Stream<Walk> coordinates = plan.borders().stream().map(LineBufferPlan.Border::coordinate);
    return Stream.concat(Stream.of(plan.position(), plan.oldest()), coordinates)
        .anyMatch(walk -> walk.move(loop) != walk.frameMove());
  }

  /**
   * The two signed counters of words ahead of the reader and of free words, which add a move and
   * one word at a time: two LUT6 or three LUT4 a bit for three operands. The valid bit comes with
   * them.
   */
  private static Primitive fill(Family family, Primitive buffer, LineBufferPlan.Ring ring) {
    int ahead = ring.ahead().signedBits();
    int room = ring.room().signedBits();
    return buffer
        .luts("fill", (family.xilinx() ? 2 : 3) * (ahead + room))
        .ffs(ahead + room + 1)
        .carries(family.carries(ahead) + family.carries(room));
  }

  /** A coordinate per direction in which the map can be left, and the choice of word or border. */
  private Primitive border(Family family, Primitive buffer) {
    if (plan.borders().isEmpty()) {
      return buffer;
    }
    Primitive cost = buffer.luts("border data", outBits).ffs(1);
    for (LineBufferPlan.Border border : plan.borders()) {
      int bits = border.range().signedBits();
      cost = cost.luts("border", 2 * bits).ffs(bits).carries(family.carries(bits));
    }
    return cost;
  }
}
