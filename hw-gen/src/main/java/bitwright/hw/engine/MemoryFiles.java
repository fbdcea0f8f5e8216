package bitwright.hw.engine;

import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.ThresholdPlan;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The memory files of a layer: one hexadecimal word a line, for {@code $readmemh}. */
public final class MemoryFiles {

  private MemoryFiles() {}

  /** The name of the weight file of a layer. */
  public static String weights(MatrixPlan plan) {
    return plan.layer().name() + "_weights.hex";
  }

  /** The name of the threshold file of one PE and search stage. */
  public static String thresholds(ThresholdPlan plan, int pe, int stage) {
    return plan.layer() + "_thresholds_" + pe + "_" + stage + ".hex";
  }

  /** All memory files of a layer by name; none where the words are constants of the circuit. */
  public static SortedMap<String, byte[]> of(LayerPlan plan) {
    SortedMap<String, byte[]> files =
        plan.thresholds().map(MemoryFiles::thresholds).orElseGet(TreeMap::new);
    plan.matrix()
        .filter(matrix -> !matrix.unrolled())
        .ifPresent(
            matrix ->
                files.put(
                    weights(matrix),
                    hex(matrix.weightWordBits(), matrix.weightDepth(), matrix::weightWord)));
    return files;
  }

  /** The memory files of a layer's requantizer by name. */
  public static SortedMap<String, byte[]> thresholds(ThresholdPlan plan) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int stage = 0; stage < plan.stages(); stage++) {
      if (!plan.inMemory(stage)) {
        continue;
      }
      for (int pe = 0; pe < plan.pe(); pe++) {
        int p = pe;
        int s = stage;
        byte[] words = hex(plan.wordBits(s), plan.depth(s), a -> plan.word(p, s, a));
        files.put(thresholds(plan, p, s), words);
      }
    }
    return files;
  }

  private static byte[] hex(int width, int depth, IntFunction<BigInteger> word) {
    int digits = (width + 3) / 4;
    StringBuilder text = new StringBuilder();
    for (int address = 0; address < depth; address++) {
      String value = word.apply(address).toString(16);
      text.append("0".repeat(digits - value.length())).append(value).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
