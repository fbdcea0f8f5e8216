package bitwright.cost.folding;

import bitwright.cost.Resources;

/** Adds resources up without a new object for each. */
final class Sum {
  private int lut;
  private int ff;
  private int carry;
  private int blockRam;
  private int uram;
  private int spram;
  private int dsp;

  void add(Resources more) {
    lut += more.lut();
    ff += more.ff();
    carry += more.carry();
    blockRam += more.blockRam();
    uram += more.uram();
    spram += more.spram();
    dsp += more.dsp();
  }

  Resources total() {
    return new Resources(lut, ff, carry, blockRam, uram, spram, dsp);
  }
}
