package bitwright.sim.stream;

import java.math.BigInteger;

/**
 * How the elements of vectors lie in the beats of a stream.
 *
 * <p>A vector takes {@code beats} beats of {@code elements} elements each; element e of a beat is
 * at bit {@code e · elementBits}, and a beat takes whole bytes, the lowest first, the padding 0.
 * Example: elements 0x3, 0xA, 0x5 of 4 bits make the beat A3 05.
 *
 * @param beats beats per vector
 * @param elements elements per beat
 * @param elementBits bits per element
 */
public record BeatLayout(int beats, int elements, int elementBits) {

  /** Checks that all are positive. */
  public BeatLayout {
    if (beats < 1 || elements < 1 || elementBits < 1) {
      throw new IllegalArgumentException(
          "a stream has beats, elements and bits of at least 1, not %d, %d, %d"
              .formatted(beats, elements, elementBits));
    }
  }

  /** Elements per vector. */
  public int width() {
    return beats * elements;
  }

  /** Bits of a beat that carry elements. */
  public int beatBits() {
    return elements * elementBits;
  }

  /** Bytes of a beat. */
  public int beatBytes() {
    return (beatBits() + 7) / 8;
  }

  /** Bytes of a vector. */
  public int vectorBytes() {
    return beats * beatBytes();
  }

  /**
   * Packs codes, vector by vector.
   *
   * @param codes {@link #width()} codes per vector, each within {@code elementBits} ≤ 31 bits
   */
  public byte[] pack(int[] codes) {
    byte[] bytes = new byte[Math.multiplyExact(codes.length / width(), vectorBytes())];
    for (int i = 0; i < codes.length; i++) {
      int bit = i % elements * elementBits;
      int at = i / elements * beatBytes() + bit / 8;
      long field = (long) codes[i] << (bit % 8);
      for (; field != 0; field >>>= 8) {
        bytes[at++] |= (byte) field;
      }
    }
    return bytes;
  }

  /** An element as an unsigned number, of at most 56 bits. */
  public long element(byte[] bytes, int vector, int position) {
    int bit = position % elements * elementBits;
    int start = vector * vectorBytes() + position / elements * beatBytes() + bit / 8;
    int shift = bit % 8;
    long field = 0;
    for (int k = 0; 8 * k < shift + elementBits; k++) {
      field |= (bytes[start + k] & 0xffL) << (8 * k);
    }
    return field >>> shift & (-1L >>> (64 - elementBits));
  }

  /** An element of any width as a two's complement number. */
  public BigInteger signedElement(byte[] bytes, int vector, int position) {
    int bit = position % elements * elementBits;
    int start = vector * vectorBytes() + position / elements * beatBytes();
    BigInteger value = BigInteger.ZERO;
    for (int k = (bit + elementBits - 1) / 8; k >= bit / 8; k--) {
      value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[start + k] & 0xff));
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(elementBits);
    value = value.shiftRight(bit % 8).mod(modulus);
    return value.testBit(elementBits - 1) ? value.subtract(modulus) : value;
  }

  /** Whether the bits of a beat above its elements are 0. */
  public boolean paddingClear(byte[] bytes, int vector, int beat) {
    int used = beatBits() % 8;
    int last = vector * vectorBytes() + (beat + 1) * beatBytes() - 1;
    return used == 0 || (bytes[last] & 0xff) >>> used == 0;
  }
}
