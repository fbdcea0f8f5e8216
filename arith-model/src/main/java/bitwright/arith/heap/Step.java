package bitwright.arith.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A step of a schedule: some bits of the heap become fewer. */
sealed interface Step permits Step.Chain, Step.FullAdder, Step.Gate {

  /** The level of look-up tables, from 1. */
  int level();

  /** The bits that the step takes. */
  List<Dot> reads();

  /** The bits that it makes. */
  List<Dot> drives();

  /**
   * A carry chain.
   *
   * @param level the level
   * @param column the column of its first position
   * @param carryIn the bit that enters at the first position, or null
   * @param entersAsMajority whether that bit enters as an m, not as the carry
   * @param positions the positions, upwards
   * @param sums the sum of each position, and of each second position of a pair
   * @param majorityOut the m of the last position, or null
   * @param carryOut the carry out of the last position, or null beyond the width
   */
  record Chain(
      int level,
      int column,
      Dot carryIn,
      boolean entersAsMajority,
      List<Taken> positions,
      List<Dot> sums,
      Dot majorityOut,
      Dot carryOut)
      implements Step {

    @Override
    public List<Dot> reads() {
      List<Dot> reads = new ArrayList<>();
      if (carryIn != null) {
        reads.add(carryIn);
      }
      for (Taken taken : positions) {
        reads.addAll(taken.here);
        reads.addAll(taken.above);
      }
      return reads;
    }

    @Override
    public List<Dot> drives() {
      List<Dot> drives = new ArrayList<>(sums);
      Stream.of(majorityOut, carryOut).filter(Objects::nonNull).forEach(drives::add);
      return drives;
    }
  }

  /**
   * The bits that a shape takes.
   *
   * @param shape the shape
   * @param here the bits of its column; of (4,1) the fourth last
   * @param above the bits of the next column
   */
  record Taken(Shape shape, List<Dot> here, List<Dot> above) {}

  /**
   * Three bits to two, without a chain.
   *
   * @param level the level
   * @param bits the three bits
   * @param sum their sum
   * @param carry their majority, or null beyond the width
   */
  record FullAdder(int level, List<Dot> bits, Dot sum, Dot carry) implements Step {

    @Override
    public List<Dot> reads() {
      return bits;
    }

    @Override
    public List<Dot> drives() {
      return Stream.of(sum, carry).filter(Objects::nonNull).toList();
    }
  }

  /**
   * A function computed without being added to anything.
   *
   * @param level the level
   * @param bit the function
   * @param wire its net
   */
  record Gate(int level, Dot bit, Dot wire) implements Step {

    @Override
    public List<Dot> reads() {
      return List.of(bit);
    }

    @Override
    public List<Dot> drives() {
      return List.of(wire);
    }
  }
}
