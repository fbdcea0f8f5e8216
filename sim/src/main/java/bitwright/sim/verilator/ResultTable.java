package bitwright.sim.verilator;

import java.math.BigInteger;

/** The results of one operator, packed. */
public final class ResultTable {

  private final int aBits;
  private final int resultBits;
  private final int resultBytes;
  private final byte[] bytes;

  ResultTable(Operator operator, byte[] bytes) {
    aBits = operator.aBits();
    resultBits = operator.resultBits();
    resultBytes = operator.resultBytes();
    this.bytes = bytes;
  }

  /** The number of results. */
  public int size() {
    return bytes.length / resultBytes;
  }

  /** The position of a pair of operands in the table of all pairs. */
  public int index(int a, int b) {
    return b << aBits | a;
  }

  /** A result as an unsigned number, of any width. */
  public BigInteger unsigned(int index) {
    byte[] big = new byte[resultBytes];
    for (int i = 0; i < resultBytes; i++) {
      big[resultBytes - 1 - i] = bytes[index * resultBytes + i];
    }
    return new BigInteger(1, big);
  }

  /** A result as a two's complement number, of any width. */
  public BigInteger signed(int index) {
    BigInteger value = unsigned(index);
    return value.testBit(resultBits - 1)
        ? value.subtract(BigInteger.ONE.shiftLeft(resultBits))
        : value;
  }
}
