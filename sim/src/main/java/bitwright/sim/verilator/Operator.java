package bitwright.sim.verilator;

import bitwright.hw.GeneratedModule;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A combinational module of one or two operands.
 *
 * @param top its name
 * @param sources file name to text, SystemVerilog only
 * @param a the port of the first operand
 * @param aBits its width, 1 to 32
 * @param b the port of the second operand; ignored if there is none
 * @param bBits its width, 1 to 32, or 0 if there is none
 * @param result the port of the result
 * @param resultBits its width
 */
public record Operator(
    String top,
    SortedMap<String, byte[]> sources,
    String a,
    int aBits,
    String b,
    int bBits,
    String result,
    int resultBits) {

  /** Checks the widths. */
  public Operator {
    if (aBits < 1 || aBits > 32 || bBits < 0 || bBits > 32 || resultBits < 1) {
      throw new IllegalArgumentException(
          "operator %s of %d and %d bits with a result of %d bits: operands have 1 to 32 bits"
              .formatted(top, aBits, bBits, resultBits));
    }
  }

  /** A module with ports {@code a}, {@code b} and {@code product}. */
  public static Operator product(GeneratedModule module, int aBits, int bBits, int productBits) {
    return new Operator(
        module.top(), sources(module), "a", aBits, "b", bBits, "product", productBits);
  }

  /** A module of one operand. */
  public static Operator function(
      GeneratedModule module, String operand, int bits, String result, int resultBits) {
    return new Operator(module.top(), sources(module), operand, bits, "", 0, result, resultBits);
  }

  private static SortedMap<String, byte[]> sources(GeneratedModule module) {
    SortedMap<String, byte[]> sources = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : module.files().entrySet()) {
      if (file.getKey().endsWith(".sv")) {
        sources.put(file.getKey().substring(file.getKey().lastIndexOf('/') + 1), file.getValue());
      }
    }
    return sources;
  }

  /** Bytes of a result. */
  int resultBytes() {
    return (resultBits + 7) / 8;
  }

  /** Its instance in the module that holds all operators. */
  String instance(int index) {
    String second = bBits == 0 ? "" : ", .%s(b[%d:0])".formatted(b, bBits - 1);
    return "  %s operator_%d (.%s(a[%d:0])%s, .%s(result_%d));\n"
        .formatted(top, index, a, aBits - 1, second, result, index);
  }
}
