package bitwright.cost.timing;

import bitwright.cost.CostException;
import bitwright.cost.Device;
import bitwright.cost.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * The delays of a speed grade in ns, of which a path's is the sum:
 *
 * <pre>{@code
 * delay = constant + hop · (luts + chains) + chain · chains + carry · carry cells
 *       + [source's own] + enable · log2(1 + registers enabled)
 * }</pre>
 *
 * <p>Those of iCE40 are fitted, non-negative, to what nextpnr reaches; those of Xilinx devices come
 * from data sheets, with an assumed net. The files say from what: {@code calibration/*-timing}.
 *
 * <p>Example, 7-series grade −1: an adder of 16 bits is one chain of four CARRY4, {@code 0.516 +
 * 0.824 + 0.735 + 4 · 0.114 = 2.531} ns.
 *
 * @param constant clock to output of the first register and set-up of the last
 * @param hop a look-up table and the net in front of it
 * @param chain into a carry chain and out of it
 * @param carry past one carry cell
 * @param blockRam what a block memory takes longer to its output than a flip-flop
 * @param ultraRam what an UltraRAM takes longer
 * @param dsp what a DSP slice takes longer
 * @param enable the net to clock enables, for every doubling of their number
 */
public record Delays(
    double constant,
    double hop,
    double chain,
    double carry,
    double blockRam,
    double ultraRam,
    double dsp,
    double enable) {

  private static final String FOLDER = "/bitwright/cost/calibration/";
  private static final String UP5K = "ice40up5k";
  private static final Map<Family, Delays> DEFAULTS = defaults();
  private static final Delays ULTRA_PLUS = read("ice40-timing.properties", "up5k");

  private static Map<Family, Delays> defaults() {
    Map<Family, Delays> delays = new EnumMap<>(Family.class);
    delays.put(Family.XC7, read("xilinx-timing.properties", "xc7-1"));
    delays.put(Family.XCUP, read("xilinx-timing.properties", "xcup-1"));
    delays.put(Family.ICE40, read("ice40-timing.properties", "hx"));
    return delays;
  }

  /** Those of a family's slowest grade; on iCE40 of HX devices. */
  public static Delays of(Family family) {
    return DEFAULTS.get(family);
  }

  /** Those of a device. */
  public static Delays of(Device device) {
    return device.name().equals(UP5K) ? ULTRA_PLUS : of(device.family());
  }

  private static Delays read(String file, String grade) {
    Properties properties = new Properties();
    try (InputStream in = Delays.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new CostException("the delays %s are missing".formatted(file));
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parse(properties, grade);
  }

  /** Delays from entries {@code grade.name = ns}; those that are missing are 0. */
  public static Delays parse(Properties properties, String grade) {
    return new Delays(
        entry(properties, grade, "constant"),
        entry(properties, grade, "hop"),
        entry(properties, grade, "chain"),
        entry(properties, grade, "carry"),
        entry(properties, grade, "blockRam"),
        entry(properties, grade, "ultraRam"),
        entry(properties, grade, "dsp"),
        entry(properties, grade, "enable"));
  }

  private static double entry(Properties properties, String grade, String name) {
    String key = grade + "." + name;
    String text = properties.getProperty(key, "0");
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value < 1000) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below with the others.
    }
    throw new CostException("delay %s = %s is no number of ns from 0 on".formatted(key, text));
  }

  /** The delay of a path in ns. */
  public double of(TimingPath path) {
    double own =
        switch (path.source()) {
          case REGISTER -> 0;
          case BLOCK_RAM -> blockRam;
          case ULTRA_RAM -> ultraRam;
          case DSP -> dsp;
        };
    return constant
        + own
        + hop * path.hops()
        + chain * path.chains()
        + carry * path.carries()
        + enable * path.spread();
  }
}
