package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;
import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Type.bits;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Codes as unsigned keys in the order of their values, for comparisons.
 *
 * <p>Integers and bipolar codes differ from their keys in the sign bit at most. In sign-magnitude
 * codes, those of minifloats and powers of two, a negative code is inverted and a positive one gets
 * its sign bit set. Others go through a table of ranks. Worked example, {@code e2m1}: −6 is {@code
 * 1111} and has the key {@code 0000}, −0 the key {@code 0111}, +0 the key {@code 1000}, 6 the key
 * {@code 1111}.
 */
public final class ValueOrder {

  private enum Kind {
    OFFSET,
    SIGN_MAGNITUDE,
    RANK
  }

  private final Format format;
  private final Kind kind;
  private final int sign;
  private final int flip;

  /** The order of a format. */
  public ValueOrder(Format format) {
    this.format = format;
    sign = 1 << (format.bits() - 1);
    if (ordered(c -> c)) {
      kind = Kind.OFFSET;
      flip = 0;
    } else if (ordered(c -> c ^ sign)) {
      kind = Kind.OFFSET;
      flip = sign;
    } else {
      kind = format.bits() > 1 && ordered(this::magnitudeKey) ? Kind.SIGN_MAGNITUDE : Kind.RANK;
      flip = 0;
    }
  }

  private int magnitudeKey(int code) {
    return (code & sign) != 0 ? ~code & (2 * sign - 1) : code | sign;
  }

  /** Whether greater values have greater keys; equal values may differ. */
  private boolean ordered(IntUnaryOperator key) {
    List<Integer> numbers = new ArrayList<>();
    for (int code = 0; code < format.codes(); code++) {
      if (format.isNumber(code)) {
        numbers.add(code);
      }
    }
    numbers.sort((a, b) -> Integer.compare(key.applyAsInt(a), key.applyAsInt(b)));
    for (int i = 1; i < numbers.size(); i++) {
      if (format.image(numbers.get(i - 1)).compareTo(format.image(numbers.get(i))) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The key of a code; some key, if the code is not a number. */
  public Bits key(Bits code) {
    return switch (kind) {
      case OFFSET -> flipped(code);
      case SIGN_MAGNITUDE -> {
        int width = code.width();
        Flag negative = code.bit(width - 1);
        Bits low = code.low(width - 1).xor(negative.repeat(width - 1));
        yield negative.not().bits().above(low);
      }
      case RANK -> lookup(code, bits(format.bits()), ranks());
    };
  }

  /** The code of a key; of two zeros the lower code. */
  public Bits code(Bits key) {
    return switch (kind) {
      case OFFSET -> flipped(key);
      case SIGN_MAGNITUDE -> {
        int width = key.width();
        Flag positive = key.bit(width - 1);
        Bits magnitude = key.low(width - 1).xor(positive.not().repeat(width - 1));
        Flag negative = positive.not();
        if (hasTwoZeros()) {
          negative = negative.and(magnitude.any());
        }
        yield negative.bits().above(magnitude);
      }
      case RANK -> {
        Levels levels = format.levels();
        List<BigInteger> codes = new ArrayList<>();
        for (int rank = 0; rank < levels.count(); rank++) {
          codes.add(BigInteger.valueOf(levels.code(rank)));
        }
        yield lookup(key, bits(format.bits()), codes);
      }
    };
  }

  private boolean hasTwoZeros() {
    return format.isNumber(sign)
        && format.image(sign).signum() == 0
        && format.isNumber(0)
        && format.image(0).signum() == 0;
  }

  private Bits flipped(Bits code) {
    return flip == 0 ? code : code.xor(code.type().constant(flip));
  }

  private List<BigInteger> ranks() {
    List<BigInteger> ranks = new ArrayList<>();
    for (int code = 0; code < format.codes(); code++) {
      ranks.add(BigInteger.valueOf(Math.max(0, format.levels().rank(code))));
    }
    return ranks;
  }

  /** The greater key. */
  public static Bits greater(Bits a, Bits b) {
    return mux(a.atLeast(b), a, b);
  }
}
