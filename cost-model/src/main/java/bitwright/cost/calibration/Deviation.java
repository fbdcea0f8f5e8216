package bitwright.cost.calibration;

import bitwright.cost.Resources;

/**
 * An estimate beside a measurement.
 *
 * @param primitive the unit
 * @param id the design
 * @param said the estimate
 * @param found what synthesis made of it
 */
public record Deviation(String primitive, String id, Resources said, Resources found) {

  /** The signed relative error in LUTs. */
  public double lut() {
    return relative(said.lut(), found.lut());
  }

  /** The signed relative error in flip-flops. */
  public double ff() {
    return relative(said.ff(), found.ff());
  }

  /** Whether memories and DSPs are exact. */
  public boolean blocks() {
    return said.blockRam() == found.blockRam()
        && said.uram() == found.uram()
        && said.spram() == found.spram()
        && said.dsp() == found.dsp();
  }

  /** (said − found) / found; where nothing was found, 0 if nothing was said and else 1. */
  static double relative(int said, int found) {
    return found == 0 ? said == 0 ? 0 : 1 : (double) (said - found) / found;
  }
}
