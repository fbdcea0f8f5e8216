package bitwright.arith.product;

import bitwright.arith.fabric.CarryBit;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.fabric.TruthTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Combines expressions, and places those that would make a function read too many nets. */
final class Placement {

  /** The most nets of one look-up table. */
  static final int TABLE = TruthTable.MAX_INPUTS;

  private final NetlistBuilder builder;
  private final Timing timing;

  /** A placement in a netlist without registers. */
  Placement(NetlistBuilder builder) {
    this(builder, new Timing(builder, 0, 0, Net.ONE));
  }

  /** A placement in a netlist with registers where they are due. */
  Placement(NetlistBuilder builder, Timing timing) {
    this.builder = builder;
    this.timing = timing;
  }

  /** What the following nets are: a part of their names. */
  void role(String name) {
    builder.role(name);
  }

  /** What the following nets are, and their place in a number. */
  void role(String name, int index) {
    builder.role(name, index);
  }

  /** The expression as a net. */
  Expression placed(Expression expression) {
    if (expression.size() == 0 || expression.table().equals(TruthTable.input(1, 0))) {
      return expression;
    }
    int level = timing.above(expression.nets());
    Net net = expression.map(read -> timing.at(read, level)).place(builder);
    timing.made(net, level);
    return Expression.of(net);
  }

  /** The sums of a carry chain, and its carry out after them. */
  List<Expression> chain(boolean carryIn, List<CarryBit> positions) {
    Set<Net> reads = new LinkedHashSet<>();
    positions.forEach(position -> reads.addAll(position.inputs()));
    int level = timing.above(reads);
    List<CarryBit> timed = new ArrayList<>();
    for (CarryBit bit : positions) {
      List<Net> nets = bit.inputs().stream().map(net -> timing.at(net, level)).toList();
      timed.add(new CarryBit(nets, bit.s(), bit.di()));
    }
    NetlistBuilder.Chain chain = builder.chain(Net.of(carryIn), timed);
    List<Net> sums = new ArrayList<>(chain.sums());
    sums.add(chain.carryOut());
    sums.forEach(net -> timing.made(net, level));
    return Expression.of(sums);
  }

  /** The row with all its nets in the same stage, out of registers if it has any. */
  ProductRow aligned(List<Expression> bits, Expression top, Expression carry) {
    List<Expression> all = new ArrayList<>(bits);
    all.add(top);
    all.add(carry);
    int stage = timing.latency(Expression.union(all));
    List<Expression> later = new ArrayList<>();
    all.forEach(bit -> later.add(bit.map(net -> timing.after(net, stage))));
    Expression lastCarry = later.remove(later.size() - 1);
    Expression lastTop = later.remove(later.size() - 1);
    return new ProductRow(later, lastTop, lastCarry, stage);
  }

  /** The expression itself if it reads at most one net, else as a net. */
  Expression literal(Expression expression) {
    return expression.size() <= 1 ? expression : placed(expression);
  }

  /** The expressions, each of at most one net. */
  List<Expression> literals(List<Expression> expressions) {
    return expressions.stream().map(this::literal).toList();
  }

  /** Selects as they are if they read no more nets than they are, else each as a net. */
  List<Expression> selects(List<Expression> selects) {
    return Expression.union(selects).size() <= selects.size() ? selects : literals(selects);
  }

  /** The expression if it reads at most {@code limit} nets, else as a net. */
  Expression within(int limit, Expression expression) {
    return expression.size() <= limit ? expression : placed(expression);
  }

  /**
   * A function of expressions that reads at most {@code limit} nets; the largest parts are placed
   * until it does.
   *
   * @throws IllegalArgumentException if there are more parts than nets allowed
   */
  Expression fit(int limit, List<Expression> parts, IntPredicate function) {
    List<Expression> shrunk = new ArrayList<>(parts);
    while (Expression.union(shrunk).size() > limit) {
      int largest = 0;
      for (int i = 1; i < shrunk.size(); i++) {
        largest = shrunk.get(i).size() > shrunk.get(largest).size() ? i : largest;
      }
      if (shrunk.get(largest).size() <= 1) {
        throw new IllegalArgumentException(
            "a function of %d nets; at most %d are allowed"
                .formatted(Expression.union(shrunk).size(), limit));
      }
      shrunk.set(largest, placed(shrunk.get(largest)));
    }
    return Expression.of(shrunk, function);
  }

  /**
   * The leaf of the code that the selects spell, the first select being its lowest bit. Where all
   * that matters reads more than six nets, the higher half of the codes is chosen from by a further
   * look-up table.
   *
   * @param leaves one for each code; codes beyond read as 0
   */
  Expression choose(List<Expression> selects, List<Expression> leaves) {
    int count = selects.size();
    List<Expression> used = new ArrayList<>();
    int[] index = new int[1 << count];
    for (int code = 0; code < index.length; code++) {
      Expression leaf = code < leaves.size() ? leaves.get(code) : Expression.ZERO;
      if (!used.contains(leaf)) {
        used.add(leaf);
      }
      index[code] = used.indexOf(leaf);
    }
    if (used.size() == 1) {
      return used.get(0);
    }
    List<Expression> parts = new ArrayList<>(selects);
    parts.addAll(used);
    long nets = Expression.union(parts).size();
    long literals = parts.stream().filter(part -> part.size() > 0).distinct().count();
    if (Math.min(nets, literals) <= TABLE && parts.size() < Integer.SIZE) {
      int mask = (1 << count) - 1;
      return fit(
          TABLE,
          nets < TABLE ? parts : literals(parts),
          row -> (row >> count + index[row & mask] & 1) == 1);
    }
    int half = 1 << (count - 1);
    List<Expression> lower = selects.subList(0, count - 1);
    int split = Math.min(half, leaves.size());
    Expression low = choose(lower, leaves.subList(0, split));
    Expression high = choose(lower, leaves.subList(split, leaves.size()));
    List<Expression> last = List.of(selects.get(count - 1), low, high);
    return fit(TABLE, last, row -> ((row & 1) == 1 ? row >> 2 & 1 : row >> 1 & 1) == 1);
  }

  /**
   * A position of a carry chain that adds two functions. Where both read six nets in all, one of
   * them must be the sum with one net at 0, as {@code f + (g & net)} is.
   */
  static CarryBit add(Expression a, Expression b) {
    List<Net> nets = Expression.union(List.of(a, b));
    TruthTable s = a.over(nets).xor(b.over(nets));
    boolean second = b.size() <= 1 || nets.size() > 5 && a.size() > 1 && !dual(s, a.over(nets));
    return new CarryBit(nets, s, (second ? b : a).over(nets));
  }

  private static boolean dual(TruthTable s, TruthTable di) {
    for (int k = 0; k < s.inputs(); k++) {
      if (!di.dependsOn(k) && s.with(k, false).equals(di.with(k, false))) {
        return true;
      }
    }
    return false;
  }
}
