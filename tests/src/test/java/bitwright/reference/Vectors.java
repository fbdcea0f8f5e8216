package bitwright.reference;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.MatrixPlan;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;

/**
 * What passes the streams of an accelerator, as text: one beat a line, in hexadecimal, element 0 in
 * the lowest bits.
 *
 * <p>Example: the codes 3, 10, 5 of four bits in beats of three elements are the line {@code 05a3},
 * since TDATA takes whole bytes.
 */
final class Vectors {

  private static final String README =
      """
      The first digits of models/digits.npy through this accelerator, image after image.
      One beat a line in hexadecimal, element 0 in the lowest bits, zeros above the last element.
      s_axis.hex  TDATA of the input stream
      m_axis.hex  TDATA of the output stream (accumulators in two's complement)
      <layer>.hex out_data of Mvu_<layer>, the beats in which out_valid and out_ready are high
      """;

  private Vectors() {}

  /** The files by name. */
  static SortedMap<String, byte[]> of(AcceleratorPlan plan, Evaluation golden) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("README.txt", README.getBytes(StandardCharsets.US_ASCII));
    int bits = plan.matrix(0).inputBits();
    int elements = plan.inputElements();
    files.put(
        "s_axis.hex",
        beats(golden.vectors(), plan.inputBeats(), elements, bits, 8, golden.inputs()::code));
    for (int i = 0; i < plan.layers().size(); i++) {
      MatrixPlan layer = plan.matrix(i);
      boolean codes = i < golden.layerCodes().size();
      IntBinaryOperator values =
          codes
              ? golden.layerCodes().get(i)::code
              : (v, c) -> golden.lastAccumulators().get(v, c).intValueExact();
      files.put(layer.layer().name() + ".hex", outputs(golden, layer, 1, values));
      if (i == plan.layers().size() - 1) {
        files.put("m_axis.hex", outputs(golden, layer, 8, values));
      }
    }
    return files;
  }

  private static byte[] outputs(
      Evaluation golden, MatrixPlan layer, int unit, IntBinaryOperator values) {
    return beats(
        golden.vectors(), layer.neuronFold(), layer.fold().pe(), layer.outputBits(), unit, values);
  }

  /** Beats padded to a multiple of {@code unit} bits. */
  private static byte[] beats(
      int vectors, int beats, int elements, int bits, int unit, IntBinaryOperator values) {
    int width = (elements * bits + unit - 1) / unit * unit;
    int digits = (width + 3) / 4;
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
    StringBuilder text = new StringBuilder();
    for (int vector = 0; vector < vectors; vector++) {
      for (int beat = 0; beat < beats; beat++) {
        BigInteger word = BigInteger.ZERO;
        for (int e = elements - 1; e >= 0; e--) {
          int value = values.applyAsInt(vector, beat * elements + e);
          word = word.shiftLeft(bits).or(BigInteger.valueOf(value).mod(modulus));
        }
        String hex = word.toString(16);
        text.append("0".repeat(digits - hex.length())).append(hex).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
