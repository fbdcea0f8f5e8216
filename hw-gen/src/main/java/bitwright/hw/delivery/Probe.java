package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream of which waveforms show the elements one by one.
 *
 * @param name its name in the waveform
 * @param valid the expression of valid, seen from the test bench
 * @param ready the expression of ready
 * @param data the expression of the beat
 * @param elements elements per beat
 * @param elementBits bits per element
 * @param format the format of the codes; empty for accumulators
 */
record Probe(
    String name,
    String valid,
    String ready,
    String data,
    int elements,
    int elementBits,
    Optional<Format> format) {

  /** More elements than this are left to the whole beat. */
  private static final int MOST = 16;

  /** The input, what leaves every layer, the output. */
  static List<Probe> of(Design design) {
    List<Probe> probes = new ArrayList<>();
    probes.add(stream(design.input(), "s"));
    for (Design.LayerTap tap : design.taps()) {
      String scope = "dut.core." + tap.tap().instance() + ".";
      probes.add(
          new Probe(
              "layer_" + tap.tap().layer(),
              scope + tap.tap().valid(),
              scope + tap.tap().ready(),
              scope + tap.tap().data(),
              tap.tap().elements(),
              tap.tap().elementBits(),
              tap.format()));
    }
    probes.add(stream(design.output(), "m"));
    return probes;
  }

  private static Probe stream(StreamPort port, String prefix) {
    return new Probe(
        port.name(),
        prefix + "_valid",
        prefix + "_ready",
        prefix + "_data",
        port.elements(),
        port.elementBits(),
        port.format());
  }

  /** How many elements are shown. */
  int shown() {
    return Math.min(elements, MOST);
  }
}
