package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.TruthTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of weighted bits and one constant, modulo 2^width.
 *
 * <p>Negative terms need no columns of their own: {@code −x·2^k = (1 − x)·2^k − 2^k} for a bit x,
 * so a bit of negative weight enters complemented and the constant takes the rest.
 *
 * <p>Worked example: the product of two signed 2-bit codes is {@code a₀b₀ + 2·(1 − a₁b₀) + 2·(1 −
 * a₀b₁) + 4·a₁b₁ − 4}: four bits in three columns, and the constant −4.
 */
public final class BitHeap {
  private final List<List<HeapBit>> columns = new ArrayList<>();
  private final BigInteger modulus;
  private BigInteger constant = BigInteger.ZERO;

  /** An empty heap of so many columns. */
  public BitHeap(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a heap of %d columns; at least 1".formatted(width));
    }
    for (int i = 0; i < width; i++) {
      columns.add(new ArrayList<>());
    }
    modulus = BigInteger.ONE.shiftLeft(width);
  }

  /** The number of columns. */
  public int width() {
    return columns.size();
  }

  /** The bits of a column, without the constant. */
  public List<HeapBit> column(int column) {
    return List.copyOf(columns.get(column));
  }

  /** The number of bits, without the constant. */
  int size() {
    int size = 0;
    for (List<HeapBit> column : columns) {
      size += column.size();
    }
    return size;
  }

  /** A smaller heap of about the same form: every n-th bit of each column, and the constant. */
  BitHeap every(int n) {
    BitHeap sample = new BitHeap(width());
    sample.constant = constant;
    for (int c = 0; c < width(); c++) {
      for (int i = 0; i < columns.get(c).size(); i += n) {
        sample.columns.get(c).add(columns.get(c).get(i));
      }
    }
    return sample;
  }

  /** The constant, 0 to 2^width − 1. */
  public BigInteger constant() {
    return constant;
  }

  /** Adds a constant. */
  public BitHeap addConstant(BigInteger value) {
    constant = constant.add(value).mod(modulus);
    return this;
  }

  /** Adds {@code bit · 2^column}; a column beyond the width vanishes. */
  public BitHeap add(int column, HeapBit bit) {
    if (bit.isConstant()) {
      return bit.function().row(0) ? addConstant(BigInteger.ONE.shiftLeft(column)) : this;
    }
    if (column < width()) {
      columns.get(column).add(bit);
    }
    return this;
  }

  /** Subtracts {@code bit · 2^column}. */
  public BitHeap subtract(int column, HeapBit bit) {
    addConstant(BigInteger.ONE.shiftLeft(column).negate());
    return add(column, bit.not());
  }

  /** Adds {@code code · 2^column}. */
  public BitHeap addUnsigned(int column, List<Net> code) {
    for (int i = 0; i < code.size(); i++) {
      add(column + i, HeapBit.of(code.get(i)));
    }
    return this;
  }

  /** Adds {@code code · 2^column}, the code in two's complement. */
  public BitHeap addSigned(int column, List<Net> code) {
    int top = code.size() - 1;
    addUnsigned(column, code.subList(0, top));
    return subtract(column + top, HeapBit.of(code.get(top)));
  }

  /**
   * Adds {@code (sign ? −magnitude : magnitude) · 2^column}.
   *
   * <p>For s = 1, {@code −m = Σ (1 − mᵢ)·2^i + 1 − 2^n}; so the bits are {@code mᵢ ^ s}, and s
   * itself enters with weight 1 and −2^n.
   */
  public BitHeap addSignMagnitude(int column, List<Net> magnitude, Net sign) {
    return addSignedBits(column, magnitude.stream().map(HeapBit::of).toList(), sign);
  }

  /** As {@link #addSignMagnitude(int, List, Net)}, of bits that are functions of at most 4 nets. */
  public BitHeap addSignedBits(int column, List<HeapBit> magnitude, Net sign) {
    for (int i = 0; i < magnitude.size(); i++) {
      add(column + i, signed(magnitude.get(i), sign));
    }
    add(column, HeapBit.of(sign));
    return subtract(column + magnitude.size(), HeapBit.of(sign));
  }

  private static HeapBit signed(HeapBit bit, Net sign) {
    int n = bit.nets().size();
    int[] place = new int[n];
    Net[] nets = new Net[n + 1];
    for (int i = 0; i < n; i++) {
      place[i] = i;
      nets[i] = bit.nets().get(i);
    }
    nets[n] = sign;
    TruthTable table = bit.function().placed(n + 1, place).xor(TruthTable.input(n + 1, n));
    return HeapBit.of(table, nets);
  }

  /**
   * Adds {@code (negate ? −code : code) · 2^column}, the code in two's complement: {@code −x = ~x +
   * 1}.
   */
  public BitHeap addNegatable(int column, List<Net> code, Net negate) {
    int top = code.size() - 1;
    for (int i = 0; i < top; i++) {
      add(column + i, HeapBit.xor(code.get(i), negate));
    }
    subtract(column + top, HeapBit.xor(code.get(top), negate));
    return add(column, HeapBit.of(negate));
  }

  /**
   * Adds {@code a · b · 2^column}, each code unsigned or in two's complement, as all the products
   * of a bit of a and a bit of b.
   */
  public BitHeap addProduct(
      int column, List<Net> a, boolean aSigned, List<Net> b, boolean bSigned) {
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        boolean negative = (aSigned && i == a.size() - 1) != (bSigned && j == b.size() - 1);
        HeapBit bit = HeapBit.and(a.get(i), b.get(j));
        if (negative) {
          subtract(column + i + j, bit);
        } else {
          add(column + i + j, bit);
        }
      }
    }
    return this;
  }
}
