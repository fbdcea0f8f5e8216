package bitwright.cost.primitive;

import bitwright.cost.Resources;

/** Integer multipliers in LUTs, as sums of partial product rows. */
public final class Multiplier {

  private Multiplier() {}

  /**
   * An m × n multiplier, m ≥ n.
   *
   * <p>A pair of rows is added in about 2m LUTs: at m − 1 positions two ANDs meet, which takes a
   * LUT for propagate and one for generate, and each end has one AND. Of the n/2 sums, n/2 − 1
   * further adders of m overlapping bits make one. In all m·n + m·(n/2 − 1) LUTs: 16 for 8 × 2, 40
   * for 8 × 4, 88 for 8 × 8 (measured 16, 44, 85 to 99). A single row is its ANDs.
   *
   * <p>If exactly one factor is signed, the constant that Baugh and Wooley's rows need has ones in
   * many columns; from six columns on, it takes a chain of its own over m + n bits.
   */
  public static Resources of(int m, boolean mSigned, int n, boolean nSigned) {
    if (m < n) {
      return of(n, nSigned, m, mSigned);
    }
    if (n == 1) {
      return Resources.luts(m);
    }
    int rows = m * n + (m * n - 1) / 2 + 1 - m;
    boolean correction = mSigned != nSigned && n >= 6;
    int adders = n / 2;
    return Resources.logic(rows + (correction ? m + n - 4 : 0), adders * Luts.carries(m + n - 2));
  }
}
