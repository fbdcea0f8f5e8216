package bitwright.cost.calibration;

import bitwright.cost.Resources;

/**
 * What synthesis made of one design: a row of a family's table.
 *
 * @param primitive the unit that it is an instance of
 * @param parameters what tells it from others, {@code name=value} separated by spaces
 * @param found the cells, the least of several seeds by LUTs
 * @param seed the seed that gave the least
 * @param seeds how many seeds were tried, 0 … seeds − 1
 * @param rtl a digest of the design's text: another text needs another measurement
 * @param tool the synthesis tool as it names itself
 */
public record Measurement(
    String primitive,
    String parameters,
    Resources found,
    int seed,
    int seeds,
    String rtl,
    String tool) {

  /** Names it among all designs, for example {@code fifo width=16 depth=40}. */
  public String id() {
    return primitive + " " + parameters;
  }
}
