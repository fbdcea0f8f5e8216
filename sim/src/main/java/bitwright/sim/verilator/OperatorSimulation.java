package bitwright.sim.verilator;

import bitwright.sim.stream.Progress;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Simulates many combinational operators in one library, exhaustively where operands are narrow.
 *
 * <p>All operators share one build, whose time would otherwise exceed that of the simulation by
 * far: 65,536 pairs take milliseconds.
 */
public final class OperatorSimulation {

  private static final int MOST_PAIR_BITS = 26;

  private final List<Operator> operators;
  private final NativeOperators library;

  private OperatorSimulation(List<Operator> operators, NativeOperators library) {
    this.operators = operators;
    this.library = library;
  }

  /**
   * Builds operators, or finds them in the cache.
   *
   * @throws IllegalArgumentException if two operators have different sources under one name
   */
  public static OperatorSimulation of(List<Operator> operators, Progress progress) {
    List<Operator> all = List.copyOf(operators);
    Design design = new Design("bitwright_operators", sources(all), List.of());
    String list =
        IntStream.range(0, all.size())
            .mapToObj("X(%d)"::formatted)
            .reduce("#define OPERATORS(X)", (a, b) -> a + " " + b);
    String shim = list + "\n" + VerilatorBuild.resource("operators.cpp");
    Path folder = VerilatorBuild.of(design, "operators.cpp", shim, Flavor.FAST, progress);
    String path = folder.resolve(VerilatorBuild.LIBRARY).toString();
    return new OperatorSimulation(all, Native.load(path, NativeOperators.class));
  }

  private static SortedMap<String, byte[]> sources(List<Operator> operators) {
    SortedMap<String, byte[]> sources = new TreeMap<>();
    for (Operator operator : operators) {
      operator
          .sources()
          .forEach(
              (name, text) -> {
                byte[] other = sources.put(name, text);
                if (other != null && !Arrays.equals(other, text)) {
                  throw new IllegalArgumentException(
                      "operators have different sources named " + name);
                }
              });
    }
    sources.put("bitwright_operators.sv", wrapper(operators).getBytes(StandardCharsets.UTF_8));
    return sources;
  }

  private static String wrapper(List<Operator> operators) {
    int a = operators.stream().mapToInt(Operator::aBits).max().orElseThrow();
    int b = Math.max(1, operators.stream().mapToInt(Operator::bBits).max().orElseThrow());
    StringBuilder text = new StringBuilder("module bitwright_operators (\n");
    text.append("    input [%d:0] a,\n    input [%d:0] b".formatted(a - 1, b - 1));
    for (int i = 0; i < operators.size(); i++) {
      int bits = operators.get(i).resultBits();
      text.append(",\n    output [%d:0] result_%d".formatted(bits - 1, i));
    }
    text.append("\n);\n");
    for (int i = 0; i < operators.size(); i++) {
      text.append(operators.get(i).instance(i));
    }
    return text.append("endmodule\n").toString();
  }

  /**
   * Every operator on every pair of its operands, in one call.
   *
   * @return one table per operator, in order
   * @throws IllegalArgumentException if the widest operands make more than 2^26 pairs
   */
  public List<ResultTable> exhaustive() {
    int count = operators.size();
    int[] aBits = operators.stream().mapToInt(Operator::aBits).toArray();
    int[] bBits = operators.stream().mapToInt(Operator::bBits).toArray();
    int most = Arrays.stream(aBits).max().orElseThrow() + Arrays.stream(bBits).max().orElseThrow();
    if (most > MOST_PAIR_BITS) {
      throw new IllegalArgumentException("2^%d pairs of operands are too many".formatted(most));
    }
    long[] bytes = operators.stream().mapToLong(Operator::resultBytes).toArray();
    List<Memory> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(new Memory(bytes[i] << (aBits[i] + bBits[i])));
    }
    try {
      library.operators_sweep(count, aBits, bBits, bytes, tables.toArray(Pointer[]::new));
      List<ResultTable> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] table = tables.get(i).getByteArray(0, (int) tables.get(i).size());
        results.add(new ResultTable(operators.get(i), table));
      }
      return results;
    } finally {
      tables.forEach(Memory::close);
    }
  }

  /**
   * One operator on given operands.
   *
   * @param index the operator's position
   * @param a first operands
   * @param b second operands, as many; zeros if the operator has none
   * @return one result per pair, in order
   */
  public ResultTable apply(int index, long[] a, long[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "%d first and %d second operands".formatted(a.length, b.length));
    }
    Operator operator = operators.get(index);
    byte[] table = new byte[a.length * operator.resultBytes()];
    library.operators_apply(index, a, b, a.length, operator.resultBytes(), table);
    return new ResultTable(operator, table);
  }
}
