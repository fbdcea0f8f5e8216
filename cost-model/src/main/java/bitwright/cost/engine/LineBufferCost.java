package bitwright.cost.engine;

import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.LoopNest;
import bitwright.arith.plan.Walk;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Ram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A ring of words between a stream and a reader that follows a nest of loops, part by part.
 *
 * <p>Synthesis keeps the counter of a loop only if something depends on where in the nest the
 * reader is: counters of outer loops vanish as long as no address, fill or coordinate moves
 * otherwise at their end than at the end of a frame.
 */
final class LineBufferCost {
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
  LineBufferCost(LineBufferPlan plan, int inBits, int outBits) {
    this.plan = plan;
    this.inBits = inBits;
    this.outBits = outBits;
    ring = plan.inOrder() ? Optional.empty() : Optional.of(plan.ring());
  }

  /** Its parts; without a ring it is the output queue alone. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    ring.ifPresent(
        r -> {
          parts.add(new Part("line buffer", Ram.of(r.depth(), inBits)));
          parts.add(new Part("line buffer addresses", addresses(r.depth())));
          parts.add(new Part("line buffer loops", loops()));
          parts.add(new Part("line buffer fill", fill(r)));
          parts.add(new Part("border", border()));
        });
    parts.add(new Part("line buffer queue", StreamQueueCost.of(outBits)));
    return parts;
  }

  /**
   * The counter that writes, and the address that reads: it adds its move, chosen by the ends of
   * loops in the LUT of the sum, and where the depth is no power of two starts over behind the end,
   * which is a chain without LUTs, one operand being constant, and a choice per bit. Low bits that
   * no move and no end changes are constants.
   */
  private Resources addresses(int depth) {
    Resources write = Counter.of(depth);
    Walk walk = plan.position();
    IntStream moves = IntStream.concat(IntStream.of(walk.frameMove()), turning().map(walk::move));
    int step = moves.map(move -> Math.floorMod(move, depth)).reduce(0, (a, b) -> a | b);
    if (step == 0) {
      return write;
    }
    int bits = Counter.bits(depth) - Integer.numberOfTrailingZeros(step | depth);
    int steps = Integer.bitCount(depth) == 1 ? 1 : 2;
    return write.plus(new Resources(steps * bits, bits, steps * Luts.carries(bits), 0, 0));
  }

  private Resources loops() {
    int innermost = plan.nest().loops().size() - 1;
    int outermost = turning().filter(this::tells).findFirst().orElse(innermost + 1);
    return IntStream.rangeClosed(outermost, innermost)
        .mapToObj(loop -> Counter.of(plan.nest().loops().get(loop).turns()))
        .reduce(Resources.NONE, Resources::plus);
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
   * one word at a time: two LUTs a bit for three operands. The valid bit comes with them.
   */
  private static Resources fill(LineBufferPlan.Ring ring) {
    int ahead = ring.ahead().signedBits();
    int room = ring.room().signedBits();
    int carries = Luts.carries(ahead) + Luts.carries(room);
    return new Resources(2 * (ahead + room), ahead + room + 1, carries, 0, 0);
  }

  /** A coordinate per direction in which the map can be left, and the choice of word or border. */
  private Resources border() {
    if (plan.borders().isEmpty()) {
      return Resources.NONE;
    }
    Resources cost = new Resources(outBits, 1, 0, 0, 0);
    for (LineBufferPlan.Border border : plan.borders()) {
      int bits = border.range().signedBits();
      cost = cost.plus(new Resources(2 * bits, bits, Luts.carries(bits), 0, 0));
    }
    return cost;
  }
}
