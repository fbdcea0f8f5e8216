package bitwright.explore.space;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that somebody may have meant. */
final class NearestName {

  private NearestName() {}

  /**
   * A question with the known name that takes fewest edits, {@code "; did you mean pairs?"}; empty
   * if none is near.
   */
  static String hint(String name, Collection<String> known) {
    return known.stream()
        .filter(k -> resembles(name, k))
        .min(Comparator.<String>comparingInt(k -> distance(name, k)).thenComparing(k -> k))
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }

  private static boolean resembles(String name, String known) {
    return name.length() >= 3 && known.startsWith(name)
        || 5 * distance(name, known) <= 2 * Math.max(name.length(), known.length());
  }

  /**
   * Edits that lead from one name to the other: a character more, less or another, or two
   * neighbours exchanged (Damerau and Levenshtein's distance, no place edited twice).
   */
  static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int least(int[][] edits, String from, String to, int i, int j) {
    char a = from.charAt(i - 1);
    char b = to.charAt(j - 1);
    int least = edits[i - 1][j - 1] + (a == b ? 0 : 1);
    least = Math.min(least, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean exchanged = i > 1 && j > 1 && a == to.charAt(j - 2) && b == from.charAt(i - 2);
    return exchanged ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
  }
}
