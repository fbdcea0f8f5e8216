package bitwright.arith.fabric;

import java.util.List;

/**
 * One position of a carry chain to be built: two functions of the same nets.
 *
 * <p>Adding two bits a and b there is {@code s = a ^ b}, {@code di = a}.
 *
 * @param inputs the nets that the functions read, at most six
 * @param s the propagate
 * @param di the bit generated where s is 0; where s is 1 it may be anything
 */
public record CarryBit(List<Net> inputs, TruthTable s, TruthTable di) {

  /** Checks that the functions are of these inputs. */
  public CarryBit {
    inputs = List.copyOf(inputs);
    if (s.inputs() != inputs.size() || di.inputs() != inputs.size()) {
      throw new IllegalArgumentException(
          "a carry position of %d nets with functions of %d and %d"
              .formatted(inputs.size(), s.inputs(), di.inputs()));
    }
  }

  /** A position that passes a bit through: {@code sum = a ^ carry}, {@code carry = a & carry}. */
  public static CarryBit of(Net a) {
    return new CarryBit(List.of(a), TruthTable.input(1, 0), new TruthTable(1, 0));
  }

  /** A position that adds two bits. */
  public static CarryBit of(Net a, Net b) {
    return new CarryBit(List.of(a, b), TruthTable.xor(2), TruthTable.input(2, 0));
  }
}
