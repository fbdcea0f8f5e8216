package bitwright.arith.product;

import bitwright.arith.fabric.Group;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.fabric.TruthTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * A Boolean function of at most six nets that has no look-up table of its own yet: its reader
 * either absorbs it into a table or places it.
 *
 * <p>Example: the last step of a shifter, {@code select ? high : low}, is an expression of three
 * nets; an accumulator absorbs it together with the sign and its own bit into one look-up table.
 *
 * @param nets what the function reads, in ascending order, no constants
 * @param table the function; it depends on every net
 */
public record Expression(List<Net> nets, TruthTable table) {
  /** The constant 0. */
  public static final Expression ZERO = constant(false);

  /** The constant 1. */
  public static final Expression ONE = constant(true);

  /** Checks that the table reads these nets. */
  public Expression {
    nets = List.copyOf(nets);
    if (table.inputs() != nets.size()) {
      throw new IllegalArgumentException(
          "an expression of %d nets with a table of %d inputs"
              .formatted(nets.size(), table.inputs()));
    }
  }

  private static Expression constant(boolean value) {
    return new Expression(List.of(), TruthTable.constant(value));
  }

  /** A net itself. */
  public static Expression of(Net net) {
    return net.isConstant()
        ? constant(net.equals(Net.ONE))
        : new Expression(List.of(net), TruthTable.input(1, 0));
  }

  /** Nets themselves. */
  public static List<Expression> of(List<Net> nets) {
    return nets.stream().map(Expression::of).toList();
  }

  /**
   * A function of other expressions, of the nets that it depends on.
   *
   * @param parts the arguments
   * @param function the function of the row whose bit i is the value of part i
   * @throws IllegalArgumentException if the parts read more than six nets
   */
  public static Expression of(List<Expression> parts, IntPredicate function) {
    List<Net> nets = union(parts);
    if (nets.size() > TruthTable.MAX_INPUTS) {
      throw new IllegalArgumentException(
          "an expression of %d nets; at most 6 fit a look-up table".formatted(nets.size()));
    }
    List<TruthTable> tables = parts.stream().map(part -> part.over(nets)).toList();
    TruthTable table =
        TruthTable.of(
            nets.size(),
            row -> {
              int values = 0;
              for (int i = 0; i < tables.size(); i++) {
                values |= tables.get(i).row(row) ? 1 << i : 0;
              }
              return function.test(values);
            });
    List<Net> needed = new ArrayList<>(nets);
    for (int k = nets.size() - 1; k >= 0; k--) {
      if (!table.dependsOn(k)) {
        table = table.with(k, false);
        needed.remove(k);
      }
    }
    return new Expression(needed, table);
  }

  /** The nets that some of the expressions read, in ascending order. */
  static List<Net> union(List<Expression> parts) {
    TreeSet<Net> nets = new TreeSet<>();
    parts.forEach(part -> nets.addAll(part.nets));
    return List.copyOf(nets);
  }

  /** The function for a reader of the Verilog. */
  Group.Bit told() {
    return new Group.Bit(table, nets);
  }

  /** The same function as a table over more nets. */
  TruthTable over(List<Net> more) {
    if (more.equals(nets)) {
      return table;
    }
    int[] place = new int[nets.size()];
    for (int k = 0; k < place.length; k++) {
      place[k] = more.indexOf(nets.get(k));
    }
    return table.placed(more.size(), place);
  }

  /** The number of nets that the function reads. */
  public int size() {
    return nets.size();
  }

  /** The complement. */
  public Expression not() {
    return new Expression(nets, table.not());
  }

  /** Both functions are 1. */
  public Expression and(Expression other) {
    return of(List.of(this, other), row -> row == 3);
  }

  /** One of the two functions is 1, but not both. */
  public Expression xor(Expression other) {
    return of(List.of(this, other), row -> row == 1 || row == 2);
  }

  /** The same function of other nets. */
  Expression map(UnaryOperator<Net> other) {
    if (nets.stream().allMatch(net -> other.apply(net).equals(net))) {
      return this;
    }
    List<Expression> mapped = of(nets.stream().map(other).toList());
    return of(mapped, table::row);
  }

  /** The net that has the value of this expression, with a look-up table unless it is a wire. */
  public Net place(NetlistBuilder builder) {
    return builder.lut(table, nets);
  }
}
