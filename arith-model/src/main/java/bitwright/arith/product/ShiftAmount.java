package bitwright.arith.product;

import bitwright.arith.fabric.CarryBit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A left shift as weighted bits: {@code shift = Σ weight_i · part_i − offset}.
 *
 * <p>Minifloats have the offset 1: an exponent field e shifts by e − 1, and the field 0 of a
 * subnormal reads as 1. The offset costs nothing, since a shifter may subtract it from the place of
 * its outputs.
 *
 * @param parts the bits
 * @param weights their weights
 * @param offset what is subtracted
 * @param greatest the greatest shift of a code that is a number
 */
record ShiftAmount(List<Expression> parts, List<Integer> weights, int offset, int greatest) {

  /** No shift. */
  static final ShiftAmount NONE = new ShiftAmount(List.of(), List.of(), 0, 0);

  ShiftAmount {
    parts = List.copyOf(parts);
    weights = List.copyOf(weights);
  }

  /** A binary number, its lowest bit first, less an offset. */
  static ShiftAmount binary(List<Expression> bits, int offset, int greatest) {
    List<Integer> weights = new ArrayList<>();
    for (int i = 0; i < bits.size(); i++) {
      weights.add(1 << i);
    }
    return new ShiftAmount(bits, weights, offset, greatest);
  }

  /** The sum of two shifts, bits side by side. */
  ShiftAmount beside(ShiftAmount other) {
    List<Expression> allParts = new ArrayList<>(parts);
    List<Integer> allWeights = new ArrayList<>(weights);
    allParts.addAll(other.parts);
    allWeights.addAll(other.weights);
    return new ShiftAmount(allParts, allWeights, offset + other.offset, greatest + other.greatest);
  }

  /** The sum of two shifts as one binary number, by a carry chain. */
  ShiftAmount chained(ShiftAmount other, Placement placement) {
    List<CarryBit> positions = new ArrayList<>();
    int length = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < length; i++) {
      Expression a = i < parts.size() ? parts.get(i) : Expression.ZERO;
      Expression b = i < other.parts.size() ? other.parts.get(i) : Expression.ZERO;
      if (Expression.union(List.of(a, b)).size() > 5) {
        a = placement.literal(a);
        b = placement.literal(b);
      }
      positions.add(Placement.add(a, b));
    }
    List<Expression> bits = placement.chain(false, positions);
    return binary(bits, offset + other.offset, greatest + other.greatest);
  }

  /** Whether the parts are the bits of one binary number. */
  boolean isBinary() {
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i) != 1 << i) {
        return false;
      }
    }
    return true;
  }

  /** Whether any function of the shift fits one look-up table. */
  boolean isTable() {
    return Expression.union(parts).size() <= Placement.TABLE;
  }

  /** A function of the shift; {@link #isTable()}. */
  Expression when(IntPredicate ofShift) {
    return Expression.of(
        parts,
        row -> {
          int shift = -offset;
          for (int i = 0; i < parts.size(); i++) {
            shift += (row >> i & 1) * weights.get(i);
          }
          return ofShift.test(shift);
        });
  }

  /** The same shift with exact binary bits and no offset; {@link #isTable()}. */
  ShiftAmount exact() {
    if (offset == 0 && isBinary()) {
      return this;
    }
    List<Expression> bits = new ArrayList<>();
    for (int i = 0; greatest >> i > 0; i++) {
      int bit = i;
      bits.add(when(shift -> (shift >> bit & 1) == 1));
    }
    return binary(bits, 0, greatest);
  }

  /**
   * The selects of one digit of the shift as a mixed-radix number, offset subtracted, as tables.
   *
   * @param weight what 1 in the digit shifts by
   * @param bits how many bits the digit has
   */
  List<Expression> tabled(int weight, int radix, int bits) {
    List<Expression> selects = new ArrayList<>();
    for (int i = 0; i < bits; i++) {
      int bit = i;
      selects.add(when(shift -> shift >= 0 && (shift / weight % radix >> bit & 1) == 1));
    }
    return selects;
  }

  /** Bits of the binary number, offset included. */
  List<Expression> slice(int first, int bits) {
    List<Expression> selects = new ArrayList<>();
    for (int i = first; i < first + bits; i++) {
      selects.add(i < parts.size() ? parts.get(i) : Expression.ZERO);
    }
    return selects;
  }
}
