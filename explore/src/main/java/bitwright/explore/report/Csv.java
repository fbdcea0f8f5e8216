package bitwright.explore.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of comma-separated values, RFC 4180. */
public final class Csv {

  private Csv() {}

  /** Values joined by commas; those that hold a comma, a quote or a line break are quoted. */
  public static String line(Object... values) {
    return Arrays.stream(values)
            .map(value -> quoted(String.valueOf(value)))
            .collect(Collectors.joining(","))
        + "\n";
  }

  static String quoted(String text) {
    return text.matches("[^\",\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
