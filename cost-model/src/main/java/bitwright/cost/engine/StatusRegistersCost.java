package bitwright.cost.engine;

import bitwright.cost.Family;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Primitive;

/**
 * The registers on AXI4-Lite that a package may have beside its accelerator. The wrapper around
 * both is wires.
 */
public final class StatusRegistersCost {
  private static final int WORD = 32;
  private static final int COUNTERS = 4;
  private static final int COUNTER_BITS = 64;
  private static final int ADDRESS_BITS = 10;
  private static final int STROBES = 4;
  private static final int FLAGS = 9;

  private StatusRegistersCost() {}

  /**
   * All of them: the same for every accelerator, up to the constants that they tell.
   *
   * <p>Flip-flops: four counters of 64 bits; four words (scratch, upper half, word read, data of a
   * write held) and 14 more bits of a write held; nine flags. LUTs: a counter counts in a chain
   * without LUTs, on iCE40 a LUT a bit; a 4:1 multiplexer a bit keeps the upper half of a counter;
   * the word read chooses among four lower halves, the upper half, scratch and constants by decoded
   * addresses, 5 LUT6 or 6 LUT4 a bit; handshakes, the decoding of two addresses and the enables of
   * bytes take 49 LUTs in either family. In all 241 and 557; Yosys makes it 241 and 561.
   */
  public static Primitive of(Family family) {
    boolean xilinx = family.xilinx();
    int kept = WORD * Luts.multiplexer(family, COUNTERS);
    int read = WORD * (xilinx ? 5 : 6);
    int counted = COUNTERS * (COUNTER_BITS - 1);
    return Primitive.of("status registers")
        .luts("counters", xilinx ? 0 : counted)
        .luts("upper half", kept)
        .luts("word", read)
        .luts("control", 49)
        .ffs(COUNTERS * COUNTER_BITS + 4 * WORD + ADDRESS_BITS + STROBES + FLAGS)
        .carries(COUNTERS * family.carries(xilinx ? COUNTER_BITS : COUNTER_BITS - 1));
  }
}
