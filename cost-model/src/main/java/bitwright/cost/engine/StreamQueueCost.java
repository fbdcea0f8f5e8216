package bitwright.cost.engine;

import bitwright.cost.Resources;

/** The output queue of two beats whose ready, valid and data are registers. */
final class StreamQueueCost {

  private StreamQueueCost() {}

  /**
   * Two registers of the beat and two valid bits; a LUT per bit chooses spare beat or new beat for
   * the head, and three LUTs make the enables.
   */
  static Resources of(int width) {
    return new Resources(width + 3, 2 * width + 2, 0, 0, 0);
  }
}
