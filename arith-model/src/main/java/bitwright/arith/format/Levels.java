package bitwright.arith.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The distinct values of a format in ascending order: rank r ↔ code ↔ image.
 *
 * <p>Where two codes share a value (−0 and +0) the lower code, +0, represents it. So ranks order
 * values, and a monotone function into the format is a function into ranks.
 */
public final class Levels {

  private static final Map<Format, Levels> CACHE = new ConcurrentHashMap<>();

  private final int[] codes;
  private final int[] rankOfCode;
  private final BigInteger[] images;

  static Levels of(Format format) {
    return CACHE.computeIfAbsent(format, Levels::new);
  }

  private Levels(Format format) {
    List<Integer> numbers = new ArrayList<>();
    for (int code = 0; code < format.codes(); code++) {
      if (format.isNumber(code)) {
        numbers.add(code);
      }
    }
    numbers.sort(Comparator.<Integer, BigInteger>comparing(format::image).thenComparing(c -> c));
    List<Integer> distinct = new ArrayList<>();
    rankOfCode = new int[format.codes()];
    Arrays.fill(rankOfCode, -1);
    BigInteger previous = null;
    for (int code : numbers) {
      BigInteger image = format.image(code);
      if (!image.equals(previous)) {
        distinct.add(code);
      }
      rankOfCode[code] = distinct.size() - 1;
      previous = image;
    }
    codes = distinct.stream().mapToInt(Integer::intValue).toArray();
    images = distinct.stream().map(format::image).toArray(BigInteger[]::new);
  }

  /** The number of distinct values. */
  public int count() {
    return codes.length;
  }

  /** The code of the value of this rank. */
  public int code(int rank) {
    return codes[rank];
  }

  /** The exact image of the value of this rank. */
  public BigInteger image(int rank) {
    return images[rank];
  }

  /** The rank of a code, or −1 if the code is not a number. */
  public int rank(int code) {
    return rankOfCode[code];
  }

  /** The rank of an image, or −1 if no value has it. */
  public int rankOfImage(BigInteger image) {
    return Math.max(Arrays.binarySearch(images, image), -1);
  }

  /** The least image. */
  public BigInteger min() {
    return images[0];
  }

  /** The greatest image. */
  public BigInteger max() {
    return images[images.length - 1];
  }

  /**
   * The bits of a two's-complement (or, if no value is negative, unsigned) integer for any image.
   */
  public int imageBits() {
    return IntegerRange.of(min(), max()).bits();
  }
}
