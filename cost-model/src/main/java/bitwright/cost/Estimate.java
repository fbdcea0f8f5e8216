package bitwright.cost;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.timing.Delays;
import bitwright.cost.timing.TimingPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The estimated cost and speed of an accelerator on a device.
 *
 * @param plan the accelerator
 * @param device the device
 * @param layers one estimate per layer, in order; they add up to the whole, since the logic of the
 *     top module counts with the layer it serves
 */
public record Estimate(AcceleratorPlan plan, Device device, List<LayerEstimate> layers) {

  /** Keeps an unmodifiable copy. */
  public Estimate {
    layers = List.copyOf(layers);
  }

  /** The whole accelerator. */
  public Resources total() {
    return layers.stream().map(LayerEstimate::resources).reduce(Resources.NONE, Resources::plus);
  }

  /** Cycles between two inferences in steady state, exactly. */
  public int cyclesPerInference() {
    return plan.cyclesPerInference();
  }

  /** Whether the cost of some layer is rough, and so that of the whole. */
  public boolean rough() {
    return layers.stream().anyMatch(LayerEstimate::rough);
  }

  /** The slowest path of all layers. */
  public TimingPath criticalPath() {
    return layers.stream()
        .map(LayerEstimate::path)
        .max(Comparator.comparingDouble(Delays.of(device)::of))
        .orElseThrow();
  }

  /** The clock that the slowest path allows, in MHz, rounded down. */
  public int fmaxMHz() {
    return (int) (1000 / delayNanoseconds());
  }

  /** The delay of the slowest path on the device. */
  public double delayNanoseconds() {
    return Delays.of(device).of(criticalPath());
  }

  /** The time from the first beat of an image to the last of its result, at {@link #fmaxMHz()}. */
  public double latencyMicroseconds() {
    return (double) plan.latency() / fmaxMHz();
  }

  /** Bytes of an image on {@code s_axis}: whole bytes a beat. */
  public long inputBytes() {
    return (long) plan.inputBeats() * ((plan.input().bits() + 7) / 8);
  }

  /** Bytes of a result on {@code m_axis}: whole bytes a beat. */
  public long outputBytes() {
    return (long) plan.outputBeats() * ((plan.output().bits() + 7) / 8);
  }

  /** Bytes a second that {@code s_axis} must bring at a clock in MHz. */
  public long inputBytesPerSecond(int megahertz) {
    return framesPerSecond(megahertz) * inputBytes();
  }

  /** Bytes a second that {@code m_axis} gives at a clock in MHz. */
  public long outputBytesPerSecond(int megahertz) {
    return framesPerSecond(megahertz) * outputBytes();
  }

  /** Inferences per second at {@link #fmaxMHz()}, rounded down. */
  public long framesPerSecond() {
    return framesPerSecond(fmaxMHz());
  }

  /** Inferences per second at a clock, rounded down. */
  public long framesPerSecond(int megahertz) {
    return megahertz * 1_000_000L / cyclesPerInference();
  }

  /** Whether the device has enough of everything. */
  public boolean fits() {
    return shortfalls().isEmpty();
  }

  /** What the device has too little of; empty if the accelerator fits. */
  public List<Shortfall> shortfalls() {
    return shortfalls(total(), device);
  }

  /** What a device has too little of. */
  public static List<Shortfall> shortfalls(Resources needed, Device device) {
    List<Shortfall> missing = new ArrayList<>();
    boolean xilinx = device.family().xilinx();
    missing.add(new Shortfall("LUT", needed.lut(), device.lut()));
    missing.add(new Shortfall("FF", needed.ff(), device.ff()));
    missing.add(new Shortfall(device.family().carryName(), needed.carry(), device.carry()));
    missing.add(
        xilinx
            ? new Shortfall("BRAM36", needed.bram36(), device.bram36())
            : new Shortfall("EBR", needed.blockRam(), device.blockRam()));
    missing.add(new Shortfall("URAM", needed.uram(), device.uram()));
    missing.add(new Shortfall("SPRAM", needed.spram(), device.spram()));
    missing.add(new Shortfall("DSP", needed.dsp(), device.dsp()));
    missing.removeIf(shortfall -> shortfall.missing() <= 0);
    return List.copyOf(missing);
  }
}
