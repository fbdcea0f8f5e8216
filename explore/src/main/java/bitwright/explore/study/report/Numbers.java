package bitwright.explore.study.report;

import bitwright.explore.statistics.Paired;
import bitwright.explore.study.StudyPoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as reports write them. */
final class Numbers {

  private Numbers() {}

  /** A share with five decimals, so that no file depends on the last bit of a logarithm. */
  static double share(double value) {
    return Math.round(value * 1e5) / 1e5;
  }

  /** A p-value with three significant digits. */
  static double p(Paired paired) {
    return new BigDecimal(paired.p()).round(new MathContext(3)).doubleValue();
  }

  /** A p-value as prose has it. */
  static String pText(Paired paired) {
    double p = paired.p();
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /** A share in percent with one decimal. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A difference of shares in percentage points. */
  static String points(double difference) {
    String text = String.format(Locale.ROOT, "%+.1f", 100 * difference);
    return text.matches("[+-]0\\.0") ? "0.0" : text.replace('-', '−');
  }

  /** An integer with groups of three: 12,345. */
  static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A value without needless decimals: 1.5, 2. */
  static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** An estimate as a share of what was measured. */
  static String ratio(long estimated, long measured) {
    return measured == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) estimated / measured);
  }

  /** LUT × cycles, the area-time product. */
  static long areaTime(StudyPoint point) {
    return (long) point.price().lut() * point.price().cycles();
  }
}
