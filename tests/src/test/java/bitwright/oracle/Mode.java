package bitwright.oracle;

import java.util.Locale;

/** QONNX's names of the ways to round to an integer. */
enum Mode {
  ROUND,
  CEIL,
  FLOOR,
  UP,
  DOWN,
  HALF_UP,
  HALF_DOWN;

  /** The mode of a name, in whichever case it is written. */
  static Mode named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether a number between two integers goes to the upper one.
   *
   * @param negative whether the number is below zero
   * @param half how the fraction above the lower integer compares with one half
   * @param lowerIsEven whether the lower integer is even
   */
  boolean up(boolean negative, int half, boolean lowerIsEven) {
    return switch (this) {
      case CEIL -> true;
      case FLOOR -> false;
      case UP -> !negative;
      case DOWN -> negative;
      case ROUND -> half > 0 || half == 0 && !lowerIsEven;
      case HALF_UP -> half > 0 || half == 0 && !negative;
      case HALF_DOWN -> half > 0 || half == 0 && negative;
    };
  }
}
