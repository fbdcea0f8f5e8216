package bitwright.arith.product;

import bitwright.arith.fabric.CarryBit;
import bitwright.arith.fabric.Group;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A product as one row of a sum: {@code Σ bit_k · 2^k − top · 2^bits + carry}.
 *
 * <p>A negative product is the complement of its magnitude, and the carry 1. Every bit above the
 * row equals {@code top}, if the sum is wider.
 *
 * <p>Example: −3 in four bits is the row 1100 with top 1 and carry 1: 12 − 16 + 1.
 *
 * @param bits the bits, the lowest first
 * @param top the sign
 * @param carry a further one in column 0; at most one net
 * @param latency the enabled clocks from the codes to the row
 */
public record ProductRow(List<Expression> bits, Expression top, Expression carry, int latency) {

  /** Keeps a copy of the list. */
  public ProductRow {
    bits = List.copyOf(bits);
  }

  /** Bit k of the row, or its sign above. */
  public Expression bit(int k) {
    return k < bits.size() ? bits.get(k) : top;
  }

  /**
   * The product in two's complement.
   *
   * @param width the bits of the product, which is modulo {@code 2^width}
   */
  public List<Net> sum(NetlistBuilder builder, int width) {
    builder.role("total");
    if (!carry.equals(Expression.ZERO)) {
      return added(builder, Collections.nCopies(width, Expression.ZERO));
    }
    List<Net> nets = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      nets.add(bit(k).place(builder));
    }
    builder.bus(nets, "sum", 0);
    return nets;
  }

  /** The sum of the product and a number of as many bits, modulo a power of two. */
  public List<Net> plus(NetlistBuilder builder, List<Net> addend) {
    return added(builder, Expression.of(addend));
  }

  /**
   * A register that the product is added to; bits of at most {@link Product#BESIDE_ACCUMULATOR} or
   * {@link Product#BESIDE_GATED_ACCUMULATOR} nets take no look-up table but the adder's.
   *
   * @param width the bits of the register
   * @param step the register loads
   * @param reset the register becomes 0, whatever the step
   * @param keep the product is added to the register's value; if 0, to 0 instead
   */
  public List<Net> accumulate(NetlistBuilder builder, int width, Net step, Net reset, Net keep) {
    builder.group(new Group("acc", latency, Group.NONE, "register", List.of()));
    List<Net> register = new ArrayList<>();
    List<Expression> kept = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      register.add(builder.state());
      kept.add(Expression.of(register.get(k)).and(Expression.of(keep)));
    }
    builder.bus(register, "", 0);
    List<Group.Row> told = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      told.add(new Group.Row(k, List.of(kept.get(k).told(), bit(k).told())));
    }
    builder.group(new Group("acc", latency, Group.NONE, "carry chain", told));
    List<Net> sums = added(builder, kept);
    for (int k = 0; k < width; k++) {
      builder.connect(register.get(k), sums.get(k), step, reset);
    }
    return register;
  }

  private List<Net> added(NetlistBuilder builder, List<Expression> addend) {
    List<CarryBit> positions = new ArrayList<>();
    for (int k = 0; k < addend.size(); k++) {
      positions.add(Placement.add(addend.get(k), bit(k)));
    }
    return builder.chain(carry.place(builder), positions).sums();
  }
}
