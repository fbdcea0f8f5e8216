package bitwright.cost.primitive;

import bitwright.cost.CostException;
import bitwright.cost.Family;

/**
 * A memory in the large memories that some devices have, which synthesis takes only when asked to:
 * URAM288 (4096 × 72) on UltraScale+, SB_SPRAM256KA (16384 × 16) on iCE40 UltraPlus.
 */
public final class HugeRam {
  private static final int URAM_WORDS = 4096;
  private static final int URAM_BITS = 72;
  private static final int SPRAM_WORDS = 16384;
  private static final int SPRAM_BITS = 16;

  private HugeRam() {}

  /**
   * A memory with one write and one read port in URAMs, or with one port for both in SPRAMs: as
   * many columns as the word needs, as many banks as the depth needs, and for more than one bank
   * the register of the bank read and a multiplexer for every bit.
   *
   * @throws CostException on a family without such memories
   */
  public static Primitive of(Family family, int depth, int width) {
    if (family == Family.XC7) {
      throw new CostException(
          "devices of the %s family have no UltraRAM for a memory of %d × %d bits; keep it in LUTs or block memory"
              .formatted(family.title(), depth, width));
    }
    boolean uram = family == Family.XCUP;
    int banks = Luts.ceilDiv(depth, uram ? URAM_WORDS : SPRAM_WORDS);
    int cells = banks * Luts.ceilDiv(width, uram ? URAM_BITS : SPRAM_BITS);
    Primitive memory =
        Primitive.of("huge ram")
            .luts("banks", banks == 1 ? 0 : width * Luts.multiplexer(family, banks) + banks)
            .ffs(Luts.ceilLog2(banks));
    return uram ? memory.urams(cells) : memory.sprams(cells);
  }
}
