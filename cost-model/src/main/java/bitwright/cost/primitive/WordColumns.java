package bitwright.cost.primitive;

import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.MatrixPlan;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a constant memory, column by column: a column holds one bit of all words, that of
 * word i at bit {@code i mod 64} of its long {@code ⌊i / 64⌋}.
 */
final class WordColumns {
  private final int words;
  private final int stride;
  private final long[] bits;
  private int changing = -1;
  private Columns kept;
  private int keptInputs;

  private WordColumns(int words, int width) {
    this.words = words;
    stride = (words + Long.SIZE - 1) / Long.SIZE;
    bits = new long[Math.multiplyExact(width, stride)];
  }

  /** Of words, none negative. */
  static WordColumns of(List<BigInteger> words) {
    int width = words.stream().mapToInt(BigInteger::bitLength).max().orElse(0);
    WordColumns columns = new WordColumns(words.size(), width);
    for (int i = 0; i < columns.words; i++) {
      BigInteger word = words.get(i);
      for (int bit = word.bitLength() - 1; bit >= 0; bit--) {
        if (word.testBit(bit)) {
          columns.set(bit, i);
        }
      }
    }
    return columns;
  }

  /** Of words of at most 64 bits. */
  static WordColumns of(long[] words) {
    long any = 0;
    for (long word : words) {
      any |= word;
    }
    WordColumns columns = new WordColumns(words.length, Long.SIZE - Long.numberOfLeadingZeros(any));
    for (int i = 0; i < words.length; i++) {
      columns.set(0, i, words[i]);
    }
    return columns;
  }

  /** Of the weight memory of a plan, {@link MatrixPlan#weightWord}. */
  static WordColumns of(MatrixPlan plan) {
    WeightMatrix weights = plan.layer().weights();
    int pe = plan.fold().pe();
    int simd = plan.fold().simd();
    WordColumns columns = new WordColumns(plan.weightDepth(), plan.weightWordBits());
    int width = plan.weightBits();
    int[] codes = new int[columns.words];
    for (int p = 0; p < pe; p++) {
      for (int s = 0; s < simd; s++) {
        int word = 0;
        for (int row = p; row < weights.rows(); row += pe) {
          for (int column = s; column < weights.columns(); column += simd) {
            codes[word++] = weights.code(row, column);
          }
        }
        columns.fill((p * simd + s) * width, width, codes);
      }
    }
    return columns;
  }

  /** Fills columns with the bits of numbers, the lowest ones first. */
  private void fill(int first, int width, int[] numbers) {
    for (int from = 0; from < words; from += Long.SIZE) {
      int to = Math.min(words, from + Long.SIZE);
      for (int bit = 0; bit < width; bit++) {
        long column = 0;
        for (int i = to - 1; i >= from; i--) {
          column = column << 1 | numbers[i] >>> bit & 1;
        }
        bits[(first + bit) * stride + (from >> 6)] = column;
      }
    }
  }

  private void set(int column, int word) {
    bits[column * stride + (word >> 6)] |= 1L << word;
  }

  /** Sets the bits of a part of a word, the lowest one in a column. */
  private void set(int column, int word, long part) {
    int at = column * stride + (word >> 6);
    for (long left = part; left != 0; left >>>= 1) {
      bits[at] |= (left & 1) << word;
      at += stride;
    }
  }

  /** How many words. */
  int words() {
    return words;
  }

  /** How many columns, constant ones included. */
  int width() {
    return stride == 0 ? 0 : bits.length / stride;
  }

  /** The longs of a column. */
  int stride() {
    return stride;
  }

  /** All columns, one after the other; not to be changed. */
  long[] bits() {
    return bits;
  }

  /** The columns in which not all words are equal. */
  int changing() {
    if (changing < 0) {
      int count = 0;
      for (int from = 0; from < bits.length; from += stride) {
        count += constant(from) ? 0 : 1;
      }
      changing = count;
    }
    return changing;
  }

  /** Whether the column at a position holds zeros alone, or ones alone. */
  boolean constant(int from) {
    boolean one = (bits[from] & 1) != 0;
    for (int i = 0; i < stride; i++) {
      if (bits[from + i] != (one ? ones(i) : 0)) {
        return false;
      }
    }
    return true;
  }

  /** The long of a column of ones. */
  long ones(int i) {
    int left = words - i * Long.SIZE;
    return left >= Long.SIZE ? -1 : (1L << left) - 1;
  }

  /** How they are covered with LUTs of some inputs. */
  synchronized Columns cover(int lutInputs) {
    if (kept == null || keptInputs != lutInputs) {
      kept = Columns.of(this, lutInputs);
      keptInputs = lutInputs;
    }
    return kept;
  }

  @Override
  public String toString() {
    return words + " words: " + Arrays.toString(bits);
  }
}
