package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Functions of nets as a reader writes them: {@code w3[0]&x3[1]}, {@code ~(s ? a : b)}. */
final class BitText {
  private static final TruthTable MULTIPLEXER =
      TruthTable.of(3, row -> (row >> ((row & 1) == 1 ? 1 : 2) & 1) == 1);
  private static final int[][] ORDERS = {{0, 1, 2}, {1, 0, 2}, {2, 0, 1}};

  private BitText() {}

  static String of(TruthTable function, List<Net> nets, Function<Net, String> name) {
    if (function.inputs() == 0) {
      return function.row(0) ? "1" : "0";
    }
    for (int k = nets.size() - 1; k > 0; k--) {
      TruthTable zero = function.with(k, false);
      if (zero.equals(function.with(k, true).not())) {
        List<Net> others = new ArrayList<>(nets);
        others.remove(k);
        return of(zero, others, name) + "^" + name.apply(nets.get(k));
      }
    }
    List<String> names = nets.stream().map(name).toList();
    return switch (nets.size()) {
      case 1 -> (function.row(0) ? "~" : "") + names.get(0);
      case 2 -> two(function, names);
      case 3 -> three(function, names);
      default -> any(names);
    };
  }

  private static String two(TruthTable function, List<String> names) {
    for (int row = 0; row < 4; row++) {
      TruthTable only = new TruthTable(2, 1L << row);
      String text = literal(names.get(0), row & 1) + "&" + literal(names.get(1), row >> 1);
      if (function.equals(only)) {
        return text;
      }
      if (function.equals(only.not())) {
        return "~(" + text + ")";
      }
    }
    return any(names);
  }

  private static String literal(String name, int value) {
    return value == 1 ? name : "~" + name;
  }

  private static String three(TruthTable function, List<String> names) {
    for (boolean inverted : new boolean[] {false, true}) {
      TruthTable wanted = inverted ? function.not() : function;
      for (int[] order : ORDERS) {
        for (boolean swapped : new boolean[] {false, true}) {
          int a = order[swapped ? 2 : 1];
          int b = order[swapped ? 1 : 2];
          if (MULTIPLEXER.placed(3, order[0], a, b).equals(wanted)) {
            String text =
                "(%s ? %s : %s)".formatted(names.get(order[0]), names.get(a), names.get(b));
            return inverted ? "~" + text : text;
          }
        }
      }
    }
    if (function.equals(TruthTable.and(3))) {
      return String.join("&", names);
    }
    return any(names);
  }

  private static String any(List<String> names) {
    return "f(" + String.join(", ", names) + ")";
  }
}
