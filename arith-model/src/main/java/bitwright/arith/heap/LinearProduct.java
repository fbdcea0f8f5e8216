package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.TruthTable;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.format.WithZeroFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Products of codes whose image is a sum of weighted bits: integers, ternary and bipolar codes.
 *
 * <p>Each operand is seen as a code in two's complement, or an unsigned one, of bits that are
 * functions of the stored ones:
 *
 * <ul>
 *   <li>integers and ternary: as stored;
 *   <li>bipolar of n bits, image {@code 2u − 2^n + 1}: a 1 below u, and u's top bit complemented,
 *       so that u = 0 of two bits is {@code 101}, −3;
 *   <li>±1 with a zero (00, 01, 10 for −1, +1, 0): bit 0 is ¬c₁, bit 1 is ¬c₁¬c₀.
 * </ul>
 *
 * <p>A product with ±1 negates the other operand, whose bits then enter as exclusive ORs.
 */
public final class LinearProduct {
  private static final TruthTable NEITHER = TruthTable.or(2).not();

  private LinearProduct() {}

  /** Whether codes of a format are sums of weighted bits. */
  public static boolean supports(Format format) {
    return format instanceof IntegerFormat
        || format instanceof TernaryFormat
        || format instanceof BipolarFormat
        || isSignWithZero(format);
  }

  private static boolean isSign(Format format) {
    return format instanceof BipolarFormat && format.bits() == 1;
  }

  private static boolean isSignWithZero(Format format) {
    return format instanceof WithZeroFormat zero && isSign(zero.base());
  }

  private record Operand(List<HeapBit> bits, boolean signed) {}

  private static Operand operand(Format format, List<Net> code) {
    if (isSignWithZero(format)) {
      HeapBit one = HeapBit.of(code.get(1)).not();
      HeapBit minus = HeapBit.of(NEITHER, code.get(0), code.get(1));
      return new Operand(List.of(one, minus), true);
    }
    List<HeapBit> bits = new ArrayList<>(code.stream().map(HeapBit::of).toList());
    if (format instanceof BipolarFormat) {
      bits.set(bits.size() - 1, bits.get(bits.size() - 1).not());
      bits.add(0, HeapBit.of(Net.ONE));
      return new Operand(bits, true);
    }
    boolean signed = !(format instanceof IntegerFormat integer) || integer.signed();
    return new Operand(bits, signed);
  }

  /**
   * Adds {@code image(a) · image(b) · 2^column} to a heap; of two ±1 it adds the match, {@code (1 +
   * a·b) / 2}.
   *
   * @throws IllegalArgumentException if a format is not {@linkplain #supports supported}
   */
  public static void add(
      BitHeap heap, int column, Format aFormat, List<Net> a, Format bFormat, List<Net> b) {
    for (Format format : List.of(aFormat, bFormat)) {
      if (!supports(format)) {
        throw new IllegalArgumentException(
            "codes of %s are no sums of weighted bits; allowed are integers, ternary and bipolar"
                .formatted(format.name()));
      }
    }
    if (isSign(aFormat) && isSign(bFormat)) {
      heap.add(column, HeapBit.xnor(a.get(0), b.get(0)));
    } else if (isSign(aFormat)) {
      negatable(heap, column, operand(bFormat, b), a.get(0));
    } else if (isSign(bFormat)) {
      negatable(heap, column, operand(aFormat, a), b.get(0));
    } else {
      product(heap, column, operand(aFormat, a), operand(bFormat, b));
    }
  }

  private static void negatable(BitHeap heap, int column, Operand operand, Net plus) {
    HeapBit minus = HeapBit.of(plus).not();
    int n = operand.bits.size();
    for (int i = 0; i < n; i++) {
      HeapBit bit = both(operand.bits.get(i), minus, TruthTable.xor(2));
      if (operand.signed && i == n - 1) {
        heap.subtract(column + i, bit);
      } else {
        heap.add(column + i, bit);
      }
    }
    heap.add(column, minus);
    if (!operand.signed) {
      heap.subtract(column + n, minus);
    }
  }

  private static void product(BitHeap heap, int column, Operand a, Operand b) {
    for (int i = 0; i < a.bits.size(); i++) {
      for (int j = 0; j < b.bits.size(); j++) {
        boolean minus =
            (a.signed && i == a.bits.size() - 1) != (b.signed && j == b.bits.size() - 1);
        HeapBit bit = both(a.bits.get(i), b.bits.get(j), TruthTable.and(2));
        if (minus) {
          heap.subtract(column + i + j, bit);
        } else {
          heap.add(column + i + j, bit);
        }
      }
    }
  }

  private static HeapBit both(HeapBit a, HeapBit b, TruthTable how) {
    Joint joint = Joint.of(List.of(a, b));
    TruthTable first = joint.tables().get(0);
    TruthTable second = joint.tables().get(1);
    TruthTable table = how.equals(TruthTable.and(2)) ? first.and(second) : first.xor(second);
    return HeapBit.of(table, joint.nets().toArray(Net[]::new));
  }
}
