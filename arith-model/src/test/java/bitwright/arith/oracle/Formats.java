package bitwright.arith.oracle;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import java.util.ArrayList;
import java.util.List;

/** Every format there is, up to a width. */
public final class Formats {

  private Formats() {}

  /** Minifloats of every shape, sign and choice of specials, with the biases 2^(x−1)−1 + d. */
  public static List<Format> minifloats(int... biasOffsets) {
    List<Format> all = new ArrayList<>();
    for (int x = 1; x <= 8; x++) {
      for (int y = 0; x + y <= 8; y++) {
        for (boolean signed : new boolean[] {true, false}) {
          int bits = x + y + (signed ? 1 : 0);
          if (bits < 3 || bits > 8) {
            continue;
          }
          for (Specials specials : Specials.values()) {
            boolean impossible =
                specials == Specials.FNUZ && !signed
                    || specials == Specials.IEEE && x == 1 && y == 0;
            if (impossible) {
              continue;
            }
            for (int offset : biasOffsets) {
              all.add(new MinifloatFormat(x, y, (1 << x - 1) - 1 + offset, signed, specials));
            }
          }
        }
      }
    }
    return all;
  }

  /** Integers up to a width. */
  public static List<Format> integers(int maxBits) {
    List<Format> all = new ArrayList<>();
    all.add(new IntegerFormat(1, false, false));
    for (int bits = 2; bits <= maxBits; bits++) {
      for (boolean signed : new boolean[] {true, false}) {
        for (boolean narrow : new boolean[] {true, false}) {
          all.add(new IntegerFormat(bits, signed, narrow));
        }
      }
    }
    return all;
  }

  /** Powers of two, bipolar integers and the ternary set. */
  public static List<Format> others() {
    List<Format> all = new ArrayList<>();
    for (int bits = 2; bits <= 8; bits++) {
      all.add(new PowerOfTwoFormat(bits, false));
      all.add(new PowerOfTwoFormat(bits, true));
    }
    for (int bits = 1; bits <= 8; bits++) {
      all.add(new BipolarFormat(bits));
    }
    all.add(new TernaryFormat());
    return all;
  }

  /** Every format of up to 8 bits, minifloats with these offsets from the customary bias. */
  public static List<Format> upTo8Bits(int... biasOffsets) {
    List<Format> all = new ArrayList<>(minifloats(biasOffsets));
    all.addAll(integers(8));
    all.addAll(others());
    return all;
  }
}
