package bitwright.arith.oracle;

import bitwright.arith.format.Format;
import bitwright.arith.format.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Saturating rounding to the values of a format, from the definition of each mode. Where ties to
 * even must choose between −1 and +1 and both codes are even, as in zero-free powers of two, zero
 * goes up: the sign of zero is plus.
 */
public final class RoundingOracle {

  /** A value and the code that stands for it; of two codes of one value, the lower. */
  public record Level(Rational value, int code, boolean even) {}

  private final List<Level> levels = new ArrayList<>();

  /** The rounding into a format. */
  public RoundingOracle(Format format) {
    for (int code = 0; code < 1 << format.bits(); code++) {
      int c = code;
      FormatOracle.value(format, code)
          .filter(v -> levels.stream().noneMatch(l -> l.value().equals(v)))
          .ifPresent(v -> levels.add(new Level(v, c, FormatOracle.even(format, c))));
    }
    levels.sort((a, b) -> a.value().compareTo(b.value()));
  }

  /** The distinct values, ascending. */
  public List<Level> levels() {
    return levels;
  }

  /** The level that x rounds to. */
  public Level round(Rational x, Rounding mode) {
    Level below = null;
    Level above = null;
    int low = 0;
    int high = levels.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (levels.get(middle).value().compareTo(x) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low > 0) {
      below = levels.get(low - 1);
      if (below.value().equals(x)) {
        return below;
      }
    }
    if (low < levels.size()) {
      above = levels.get(low);
    }
    if (below == null) {
      return above;
    }
    if (above == null) {
      return below;
    }
    boolean opposite = below.value().signum() < 0 && above.value().signum() > 0;
    return switch (mode) {
      case DOWN -> below;
      case UP -> above;
      case TOWARD_ZERO ->
          opposite ? (x.signum() < 0 ? below : above) : x.signum() > 0 ? below : above;
      case AWAY_FROM_ZERO -> x.signum() < 0 ? below : above;
      case TIES_TO_EVEN, TIES_TO_EVEN_MULTIPLE, TIES_AWAY, TIES_TOWARD_ZERO ->
          nearest(x, below, above, mode);
    };
  }

  private static Level nearest(Rational x, Level below, Level above, Rounding mode) {
    int order = x.minus(below.value()).compareTo(above.value().minus(x));
    if (order != 0) {
      return order < 0 ? below : above;
    }
    return switch (mode) {
      case TIES_TO_EVEN -> {
        if (below.even() && above.even() && x.signum() == 0) {
          yield above;
        }
        if (below.even() == above.even()) {
          throw new AssertionError("neighbours of equal parity: " + below + ", " + above);
        }
        yield below.even() ? below : above;
      }
      case TIES_TO_EVEN_MULTIPLE -> {
        Rational gap = above.value().minus(below.value());
        Rational halves = below.value().over(gap.plus(gap));
        yield halves.den().equals(BigInteger.ONE) ? below : above;
      }
      case TIES_AWAY -> x.signum() < 0 ? below : above;
      case TIES_TOWARD_ZERO -> x.signum() > 0 ? below : above;
      default -> throw new AssertionError(mode);
    };
  }
}
