package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.format.Format;
import bitwright.arith.format.MinifloatFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The product of two {@code e2m1} magnitudes in four look-up tables that its reader decodes.
 *
 * <p>The 64 pairs of magnitudes have 19 distinct products. Four functions of the six bits are
 * chosen such that every bit of the product depends on at most four of these functions and of the
 * six bits themselves; so together with the sign and a bit of the accumulator it is one look-up
 * table. Bit 0 needs none of the four. The functions were found by a satisfiability solver; that
 * they do what they must is checked whenever they are used.
 */
record RecodedProduct() implements ProductStructure {
  private static final int[] IMAGES = {0, 1, 2, 3, 4, 6, 8, 12};

  /** Rows 8·a + b of the four functions. */
  private static final long[] CODE = {
    0xc9933371efcf0f0eL, 0xdf4fc711ebebf154L, 0x8c5f3e79f2e56a54L, 0x6ad0a44e80381000L
  };

  /** What each bit of the product reads: 0 to 2 are bits of a, 3 to 5 of b, then the functions. */
  private static final int[][] READS = {
    {0, 2, 3, 5},
    {0, 4, 7, 8},
    {1, 3, 7, 9},
    {0, 3, 8, 9},
    {2, 5, 6, 9},
    {2, 5, 6, 9},
    {1, 3, 7, 9},
    {2, 4, 6, 9}
  };

  /** The nets of a bit: four and the sign. */
  private static final int ABSORBED = 5;

  static boolean covers(Format a, Format b, int absorb) {
    return absorb >= ABSORBED && isE2m1(a) && isE2m1(b);
  }

  private static boolean isE2m1(Format format) {
    return format instanceof MinifloatFormat f
        && f.exponentBits() == 2
        && f.mantissaBits() == 1
        && f.signed()
        && f.specials() == MinifloatFormat.Specials.NONE;
  }

  @Override
  public ProductRow row(Placement placement, List<Net> a, List<Net> b) {
    List<Expression> sources = new ArrayList<>(Expression.of(a.subList(0, 3)));
    sources.addAll(Expression.of(b.subList(0, 3)));
    List<Expression> six = List.copyOf(sources);
    placement.role("code");
    for (long code : CODE) {
      Expression function =
          Expression.of(six, row -> (code >>> (8 * (row & 7) + (row >> 3)) & 1) == 1);
      sources.add(placement.placed(function));
    }
    Expression sign = Expression.of(a.get(3)).xor(Expression.of(b.get(3)));
    placement.role("sign");
    Expression placed = placement.placed(sign);
    List<Expression> bits = new ArrayList<>();
    for (int k = 0; k < READS.length; k++) {
      List<Expression> parts = new ArrayList<>();
      for (int source : READS[k]) {
        parts.add(sources.get(source));
      }
      boolean[] table = decode(k);
      bits.add(Expression.of(parts, row -> table[row]).xor(placed));
    }
    return placement.aligned(bits, placed, placed);
  }

  /** Bit k of the product for every value of what it reads. */
  static boolean[] decode(int k) {
    boolean[] table = new boolean[1 << READS[k].length];
    boolean[] known = new boolean[table.length];
    for (int pair = 0; pair < 64; pair++) {
      int a = pair >> 3;
      int b = pair & 7;
      int row = 0;
      for (int i = 0; i < READS[k].length; i++) {
        row |= source(READS[k][i], a, b) << i;
      }
      boolean bit = (IMAGES[a] * IMAGES[b] >> k & 1) == 1;
      if (known[row] && table[row] != bit) {
        throw new IllegalStateException("bit %d of the product is ambiguous".formatted(k));
      }
      known[row] = true;
      table[row] = bit;
    }
    return table;
  }

  private static int source(int source, int a, int b) {
    if (source < 3) {
      return a >> source & 1;
    }
    return source < 6 ? b >> (source - 3) & 1 : (int) (CODE[source - 6] >>> (8 * a + b) & 1);
  }
}
