package bitwright.quantize.operator;

import bitwright.arith.format.Format;
import bitwright.arith.format.WithZeroFormat;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.Window;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import java.util.OptionalInt;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The border of a map of codes is the real number zero.
 *
 * <p>With y = unit·image + offset, that is the code with the image −offset/unit if there is one.
 * Else, if there is no offset, the format lacks zero and the windows get a format that has it. The
 * offset then belongs to every position alike, the border's too.
 */
final class Borders {

  private Borders() {}

  /**
   * What a window sees of a map of codes.
   *
   * @throws bitwright.quantize.ImportException if nothing can stand for zero
   */
  static Patches zero(Node node, MapShape map, CodedSignal input, Window window) {
    Format format = input.format();
    if (!window.isPadded()) {
      return Patches.unpadded(map, format, window);
    }
    if (!input.offset().isShared()) {
      throw node.refuse(
          "pads features with an offset for each channel, so no code is zero in all of them; put the"
              + " offset before %s",
          input.quantize().label());
    }
    OptionalInt code = zeroCode(input);
    if (code.isPresent()) {
      return Patches.padded(map, format, window, code.getAsInt());
    }
    if (input.offset().isZero()) {
      return Patches.padded(map, new WithZeroFormat(format), window);
    }
    throw node.refuse(
        "pads features with zeros, but the codes of %s stand for multiples of %s plus %s, none of"
            + " which is zero; put the offset before the quantizer, or make it a zero point within"
            + " the codes",
        input.quantize().label(), Scope.show(input.unit()), Scope.show(input.offset().at(0)));
  }

  /** The code that means zero, where the offset is shared. */
  static OptionalInt zeroCode(CodedSignal input) {
    BigFraction image = input.offset().at(0).negate().divide(input.unit());
    int rank =
        image.getDenominator().bitLength() == 1
            ? input.format().levels().rankOfImage(image.getNumerator())
            : -1;
    return rank < 0 ? OptionalInt.empty() : OptionalInt.of(input.format().levels().code(rank));
  }
}
