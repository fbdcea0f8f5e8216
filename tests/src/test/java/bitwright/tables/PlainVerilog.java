package bitwright.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * The same functions as one would write them in plain Verilog: in one expression, or with a
 * register behind every operation. Ports are {@code clk}, {@code rst}, {@code en}, the operands and
 * {@code acc}, or {@code count} of a number of matches, which is not accumulated.
 *
 * @param module the name of the module
 * @param text its source
 * @param latency clocks from the operands to the register {@code acc}; of a combinational count 0
 */
record PlainVerilog(String module, String text, int latency) {

  private static final String HEAD = "module %s(input clk, input rst, input en, %s);\n";
  private static final String ACCUMULATE =
      "  always @(posedge clk) if (rst) acc <= 0; else if (en) acc <= acc + %s;\nendmodule\n";

  /** A sum of 16 signed products, accumulated in 32 bits. */
  static PlainVerilog dot(int terms, int bits, boolean registered) {
    String name = "plain_dot%d_int%d_%s".formatted(terms, bits, style(registered));
    int width = bits * terms;
    StringBuilder text = new StringBuilder();
    text.append(
        HEAD.formatted(
            name,
            "input [%d:0] w, input [%d:0] a, output reg signed [31:0] acc"
                .formatted(width - 1, width - 1)));
    List<String> row = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      String product =
          "$signed(w[%1$d:%2$d]) * $signed(a[%1$d:%2$d])".formatted(bits * (i + 1) - 1, bits * i);
      row.add(define(text, registered, true, 2 * bits, "p" + i, product));
    }
    if (!registered) {
      int sumBits = 2 * bits + Integer.numberOfTrailingZeros(terms);
      String sum = define(text, false, true, sumBits, "s", String.join(" + ", row));
      return new PlainVerilog(name, text.append(ACCUMULATE.formatted(sum)).toString(), 1);
    }
    int levels = tree(text, row, 2 * bits, true);
    return new PlainVerilog(
        name, text.append(ACCUMULATE.formatted(row.get(0))).toString(), levels + 2);
  }

  /** The number of equal bits of two words. */
  static PlainVerilog matches(int bits, boolean registered) {
    String name = "plain_xnor%d_%s".formatted(bits, style(registered));
    int width = 32 - Integer.numberOfLeadingZeros(bits);
    StringBuilder text = new StringBuilder();
    String ports = "input [%1$d:0] w, input [%1$d:0] a, output %2$s[%3$d:0] count";
    text.append(
        HEAD.formatted(name, ports.formatted(bits - 1, registered ? "" : "reg ", width - 1)));
    if (!registered) {
      text.append("  wire [%d:0] x = ~(w ^ a);\n  integer i;\n".formatted(bits - 1));
      text.append("  always @* begin\n    count = 0;\n");
      text.append(
          "    for (i = 0; i < %d; i = i + 1) count = count + x[i];\n  end\nendmodule\n"
              .formatted(bits));
      return new PlainVerilog(name, text.toString(), 0);
    }
    List<String> row = new ArrayList<>();
    for (int i = 0; i < bits; i++) {
      row.add(define(text, true, false, 1, "x" + i, "~(w[%1$d] ^ a[%1$d])".formatted(i)));
    }
    int levels = tree(text, row, 1, false);
    text.append("  assign count = %s;\nendmodule\n".formatted(row.get(0)));
    return new PlainVerilog(name, text.toString(), levels + 1);
  }

  /** A product of two minifloats without specials, accumulated exactly. */
  static PlainVerilog minifloat(int exponent, int mantissa, int width, boolean registered) {
    String name = "plain_mac_e%dm%d_%s".formatted(exponent, mantissa, style(registered));
    int bits = 1 + exponent + mantissa;
    int significand = mantissa + 1;
    int product = 2 * (significand + (1 << exponent) - 2);
    StringBuilder text = new StringBuilder();
    text.append(
        HEAD.formatted(
            name,
            "input [%1$d:0] w, input [%1$d:0] a, output reg signed [%2$d:0] acc"
                .formatted(bits - 1, width - 1)));
    for (String v : List.of("w", "a")) {
      text.append("  wire %1$s_normal = |%1$s[%2$d:%3$d];\n".formatted(v, bits - 2, mantissa));
      define(
          text,
          registered,
          false,
          significand,
          v + "_significand",
          "{%1$s_normal, %1$s[%2$d:0]}".formatted(v, mantissa - 1));
      define(
          text,
          registered,
          false,
          exponent,
          v + "_shift",
          "%1$s[%2$d:%3$d] - %1$s_normal".formatted(v, bits - 2, mantissa));
    }
    String sign = "w[%1$d] ^ a[%1$d]".formatted(bits - 1);
    define(text, registered, false, 1, "negative_1", sign);
    define(text, registered, false, 1, "negative_2", "negative_1");
    define(text, registered, false, 1, "negative_3", "negative_2");
    define(
        text, registered, false, 2 * significand, "significand", "w_significand * a_significand");
    define(text, registered, false, exponent + 1, "shift", "w_shift + a_shift");
    define(
        text,
        registered,
        false,
        product,
        "magnitude",
        "{%d'b0, significand} << shift".formatted(product - 2 * significand));
    text.append("  wire signed [%d:0] term = {1'b0, magnitude};\n".formatted(product));
    return new PlainVerilog(
        name, text.append(addOrSubtract("negative_3", "term")).toString(), registered ? 4 : 1);
  }

  /** A signed 8-bit activation times a signed power of two of 4 bits, accumulated in 32 bits. */
  static PlainVerilog shift(boolean registered) {
    String name = "plain_mac_shift_" + style(registered);
    StringBuilder text = new StringBuilder();
    text.append(
        HEAD.formatted(name, "input [3:0] w, input signed [7:0] a, output reg signed [31:0] acc"));
    define(text, registered, true, 15, "term", "$signed({{7{a[7]}}, a}) <<< w[2:0]");
    define(text, registered, false, 1, "negative", "w[3]");
    return new PlainVerilog(
        name, text.append(addOrSubtract("negative", "term")).toString(), registered ? 2 : 1);
  }

  private static String addOrSubtract(String negative, String term) {
    return """
          always @(posedge clk) if (rst) acc <= 0; else if (en) acc <= %1$s ? acc - %2$s : acc + %2$s;
        endmodule
        """
        .formatted(negative, term);
  }

  private static String style(boolean registered) {
    return registered ? "registered" : "combinational";
  }

  private static String define(
      StringBuilder text,
      boolean registered,
      boolean signed,
      int width,
      String name,
      String value) {
    String type = "%s[%d:0]".formatted(signed ? "signed " : "", width - 1);
    text.append(
        registered
            ? "  reg %s %s; always @(posedge clk) if (en) %s <= %s;\n"
                .formatted(type, name, name, value)
            : "  wire %s %s = %s;\n".formatted(type, name, value));
    return name;
  }

  /** A binary tree with a register behind every sum; leaves its result alone in the row. */
  private static int tree(StringBuilder text, List<String> row, int width, boolean signed) {
    int levels = 0;
    while (row.size() > 1) {
      levels++;
      List<String> next = new ArrayList<>();
      for (int i = 0; i + 1 < row.size(); i += 2) {
        String name = "s%d_%d".formatted(levels, i / 2);
        String sum = row.get(i) + " + " + row.get(i + 1);
        next.add(define(text, true, signed, width + levels, name, sum));
      }
      row.clear();
      row.addAll(next);
    }
    return levels;
  }
}
