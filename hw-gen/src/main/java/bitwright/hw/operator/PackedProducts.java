package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.plan.DspPacking;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.External;
import bitwright.hw.chisel.Flag;
import java.util.ArrayList;
import java.util.List;

/**
 * The products of a few narrow weights with one input in one DSP slice, one enabled clock later.
 *
 * <p>Lane i gives the row p_i + c_i, and the magnitude of c_i, by which it is off: {@link
 * DspPacking} has the proof. A row takes one LUT where lanes overlap, and none elsewhere.
 */
public final class PackedProducts extends Circuit {
  /** The product register takes a new value. */
  public final Flag enable;

  /** One weight code per lane, lane 0 in the lowest bits. */
  public final Bits weights;

  /** One input code. */
  public final Bits input;

  /** One row per lane, {@code packing.range(lane).bits()} wide, lane 0 in the lowest bits. */
  public final Bits rows;

  /**
   * The magnitudes of c_1 and up, one bit each, c_1 in the lowest bit; null where no lane carries.
   */
  public final Bits carries;

  private final DspPacking packing;
  private final List<Bits> codes;

  /** The products of a packing. */
  public PackedProducts(DspPacking packing) {
    super(moduleName(packing));
    this.packing = packing;
    describe(
        "%d products of %s weights of %d bits with one %s input of %d bits in one multiplier, lanes %d bits apart, one enabled clock later."
            .formatted(
                packing.lanes(),
                signedness(packing.weightSigned()),
                packing.weightBits(),
                signedness(packing.inputSigned()),
                packing.inputBits(),
                packing.spacing()),
        "Row i is p[i] %s c[i], where c[0] is 0 and others are bits i-1 of carries or, without that port, 0; p[i] is the input times the weight, which is raised by %d in lanes below the top."
            .formatted(packing.inputSigned() ? "-" : "+", packing.bias(0)));
    enable = input("enable", flag());
    weights = input("weights", bits(packing.lanes() * packing.weightBits()));
    input = input("code", bits(packing.inputBits()));
    codes = unpack(weights, packing.lanes());
    Bits product = multiply(wide(), narrow());
    List<Bits> lanes = new ArrayList<>();
    List<Bits> out = new ArrayList<>();
    for (int lane = 0; lane < packing.lanes(); lane++) {
      Bits row = row(product, lane);
      lanes.add(row);
      if (lane < packing.lanes() - 1) {
        out.add(row.bit(row.width() - 1).bits());
      }
    }
    rows = output("rows", bits(lanes.stream().mapToInt(Bits::width).sum()));
    rows.set(pack(lanes));
    if (out.isEmpty() || !packing.carries()) {
      carries = null;
    } else {
      carries = output("carries", bits(out.size()));
      carries.set(pack(out));
    }
  }

  /** The module name of a packing. */
  private static String moduleName(DspPacking packing) {
    return "PackedProducts_%sint%d_%sint%d_x%d"
        .formatted(
            packing.weightSigned() ? "" : "u",
            packing.weightBits(),
            packing.inputSigned() ? "" : "u",
            packing.inputBits(),
            packing.lanes());
  }

  private static String signedness(boolean signed) {
    return signed ? "signed" : "unsigned";
  }

  /** Concatenated lanes: weights that are raised have their sign bit inverted. */
  private Bits wide() {
    List<Bits> lanes = new ArrayList<>();
    int top = packing.lanes() - 1;
    for (int lane = 0; lane < top; lane++) {
      Bits code = codes.get(lane);
      if (packing.bias(lane) > 0) {
        int sign = code.width() - 1;
        code = code.bit(sign).not().bits().above(code.low(sign));
      }
      lanes.add(code.extend(packing.spacing()));
    }
    lanes.add(
        packing.weightSigned()
            ? codes.get(top)
            : codes.get(top).extend(codes.get(top).width() + 1));
    return pack(lanes).named("wide");
  }

  private Bits narrow() {
    return input.extend(packing.narrowBits()).named("narrow");
  }

  private Bits multiply(Bits wide, Bits narrow) {
    External multiplier =
        new External("BitwrightMultiply")
            .parameter("A_BITS", wide.width())
            .parameter("B_BITS", narrow.width())
            .clock("clock")
            .input("enable", enable)
            .input("a", wide)
            .input("b", narrow);
    Bits product = multiplier.output("product", bits(wide.width() + narrow.width()));
    multiplier.instantiate("multiplier");
    return product;
  }

  /** p_i + c_i; its top bit is the carry where there is one. */
  private Bits row(Bits product, int lane) {
    int low = lane * packing.spacing();
    int width = packing.range(lane).bits();
    if (lane == packing.lanes() - 1) {
      if (low + width < product.width()) {
        unused(product.slice(product.width() - 1, low + width));
      }
      return product.slice(low + width - 1, low);
    }
    Bits field = product.slice(low + packing.spacing() - 1, low);
    if (!packing.overlaps()) {
      return field.low(width);
    }
    Flag lowest = codes.get(lane + 1).bit(0).and(input.bit(0));
    Flag known = delayed("lowest_" + (lane + 1), lowest, enable);
    Flag carry = product.bit(low + packing.spacing()).xor(known).named("carry_" + (lane + 1));
    return carry.bits().above(field);
  }
}
