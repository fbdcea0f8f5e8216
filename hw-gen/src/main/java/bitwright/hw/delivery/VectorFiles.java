package bitwright.hw.delivery;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.golden.Evaluation;
import java.math.BigInteger;
import java.util.function.IntFunction;

/**
 * What passes the streams, as text: one beat a line, TDATA in hexadecimal.
 *
 * <p>Example: the codes 3, 10, 5 of four bits in beats of three elements are the line {@code 05a3}.
 */
final class VectorFiles {

  private VectorFiles() {}

  /** The beats that enter: the codes of every frame. */
  static String inputs(StreamPort port, Evaluation golden) {
    StringBuilder text = new StringBuilder();
    for (int frame = 0; frame < golden.vectors(); frame++) {
      int f = frame;
      append(text, port, i -> BigInteger.valueOf(golden.inputs().code(f, i)));
    }
    return text.toString();
  }

  /** The beats that leave: codes or accumulators of every frame. */
  static String outputs(StreamPort port, Evaluation golden) {
    StringBuilder text = new StringBuilder();
    for (int frame = 0; frame < golden.vectors(); frame++) {
      int f = frame;
      append(
          text,
          port,
          golden.network().emitsAccumulators()
              ? i -> golden.lastAccumulators().get(f, i)
              : i -> BigInteger.valueOf(lastCodes(golden).code(f, i)));
    }
    return text.toString();
  }

  private static CodeMatrix lastCodes(Evaluation golden) {
    return golden.layerCodes().get(golden.layerCodes().size() - 1);
  }

  private static void append(StringBuilder text, StreamPort port, IntFunction<BigInteger> element) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(port.elementBits());
    int digits = port.dataBits() / 4;
    for (int beat = 0; beat < port.beats(); beat++) {
      BigInteger word = BigInteger.ZERO;
      for (int e = port.elements() - 1; e >= 0; e--) {
        BigInteger value = element.apply(beat * port.elements() + e);
        word = word.shiftLeft(port.elementBits()).or(value.mod(modulus));
      }
      String hex = word.toString(16);
      text.append("0".repeat(digits - hex.length())).append(hex).append('\n');
    }
  }
}
