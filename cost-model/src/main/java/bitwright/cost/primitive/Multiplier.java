package bitwright.cost.primitive;

import bitwright.cost.Family;

/** Integer multipliers in LUTs, as sums of partial product rows. */
public final class Multiplier {
  private static final String NAME = "multiplier";

  private Multiplier() {}

  /**
   * An m × n multiplier, m ≥ n.
   *
   * <p>Xilinx: a pair of rows is added in about 2m LUTs: at m − 1 positions two ANDs meet, which
   * takes a LUT for propagate and one for generate, and each end has one AND. Of the n/2 sums, n/2
   * − 1 further adders of m overlapping bits make one. In all m·n + m·(n/2 − 1) LUTs: 16 for 8 × 2,
   * 28 for 8 × 3, 88 for 8 × 8 unsigned (measured 16, 28, 86). Short ones share more: four rows
   * take 4m + 1 unsigned (17 for 4 × 4, 33 for 8 × 4), but where signs stand in the way of sharing
   * 6m − 5 (25 for 5 × 4, 43 for 8 × 4; 4 × 4 again 17), with one factor signed 6m − 4 (20, 32, 44
   * for m = 4, 6, 8); three of four bits 11. A single row is its ANDs.
   *
   * <p>iCE40: the carry cell takes both operands as they stand at the LUT, so every AND is a LUT,
   * m·n of them, and each of n − 1 additions of rows takes m + 1 more. Rows are added in pairs, so
   * that from six rows on sums of four rows meet, whose overlap is longer: m + 2 more. Where one
   * factor is signed, the constant of Baugh and Wooley has ones in n columns, from four rows on 2m
   * − 5.
   *
   * <p>Signed rows need a constant (Baugh and Wooley). From five rows on, up to three LUTs more,
   * and where only one factor is signed, so that the constant has ones in n columns, from six rows
   * on n LUTs and half of the longer factor for the carries.
   */
  public static Primitive of(Family family, int m, boolean mSigned, int n, boolean nSigned) {
    if (m < n) {
      return of(family, n, nSigned, m, mSigned);
    }
    Primitive multiplier = Primitive.of(NAME);
    if (n == 1) {
      return multiplier.luts("rows", m);
    }
    int correction = 0;
    if ((mSigned || nSigned) && n >= 5) {
      correction = Math.max(0, 8 - n) + (mSigned != nSigned && n >= 6 ? n + m / 2 : 0);
    }
    if (!family.xilinx()) {
      boolean mixed = mSigned != nSigned;
      return multiplier
          .luts("rows", m * n)
          .luts("sums", (n - 1) * (m + 1))
          .luts("signs", mixed && n >= 4 ? 2 * m - 5 : 0)
          .luts("long", n < 6 ? 0 : m + 2)
          .carries((n - 1) * m);
    }
    return multiplier
        .luts("rows", rows(m, mSigned, n, nSigned))
        .luts("signs", correction)
        .carries(n / 2 * family.carries(m + 1));
  }

  private static int rows(int m, boolean mSigned, int n, boolean nSigned) {
    boolean mixed = mSigned != nSigned;
    if (n == 4) {
      boolean sharing = !mixed && (!mSigned || m == 4);
      return sharing ? 4 * m + 1 : 6 * m - (mixed ? 4 : 5);
    }
    return n == 3 && m <= 4 ? 3 * m - (mixed ? 0 : 1) : Luts.ceilDiv(3 * m * n, 2) - m;
  }
}
