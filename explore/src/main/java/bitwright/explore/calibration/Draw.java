package bitwright.explore.calibration;

import java.util.List;
import java.util.Random;

/**
 * Parameters drawn one design at a time.
 *
 * @param random where they come from
 */
record Draw(Random random) {

  /** A number of a range, both ends included, all equally likely. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A number of a range, both ends included, small ones as likely as large ones by octave. */
  int octaves(int least, int most) {
    double octave = Math.log(least) + random.nextDouble() * Math.log((most + 1.0) / least);
    return Math.min(most, (int) Math.exp(octave));
  }

  /** One of a list. */
  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The last of a list to which a design is added first. */
  static CalibrationDesign added(List<CalibrationDesign> designs, Runnable add) {
    add.run();
    return designs.get(designs.size() - 1);
  }
}
