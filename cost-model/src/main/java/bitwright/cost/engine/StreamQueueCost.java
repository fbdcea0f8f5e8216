package bitwright.cost.engine;

import bitwright.cost.Family;
import bitwright.cost.primitive.Primitive;

/** The output queue of two beats whose ready, valid and data are registers. */
public final class StreamQueueCost {

  private StreamQueueCost() {}

  /**
   * Two registers of the beat and two valid bits; a LUT per bit chooses spare beat or new beat for
   * the head, and three LUT6 or six LUT4 make the enables.
   */
  public static Primitive of(Family family, int width) {
    return Primitive.of("stream queue")
        .luts("data", width)
        .luts("control", family.xilinx() ? 3 : 6)
        .ffs(2 * width + 2);
  }
}
