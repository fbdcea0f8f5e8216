package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import java.util.function.Supplier;

/**
 * A whole network: matrix-vector units joined by width converters, between two AXI4-Streams.
 *
 * <p>{@code s_axis} takes the codes of the first layer's input format, {@code m_axis} gives the
 * last layer's codes or accumulators; element 0 of a beat is in the lowest bits, and TDATA is
 * padded with zeros to whole bytes. {@code m_axis_tlast} marks the last beat of every image. {@code
 * s_axis_tlast} and the padding of {@code s_axis_tdata} are ignored: images are counted in beats
 * from reset.
 */
public final class AcceleratorTop extends Circuit {

  /** The accelerator of a plan. */
  public AcceleratorTop(String name, AcceleratorPlan plan) {
    super(name, Clocking.AXI);
    describe(Descriptions.accelerator(name, plan));
    Stream in = input(plan.input().bits());
    Stream current = in;
    int elements = plan.inputElements();
    for (int i = 0; i < plan.layers().size(); i++) {
      MatrixPlan layer = plan.matrix(i);
      String layerName = layer.layer().name();
      current =
          WidthConverter.convert(
              this::add,
              "to_" + layerName,
              current,
              layer.inputBits(),
              elements,
              layer.fold().simd());
      MatrixVectorUnit unit = instance(instanceName(layer), () -> new MatrixVectorUnit(layer));
      current.to(unit.in);
      current = unit.out;
      elements = layer.fold().pe();
    }
    output(current, plan.outputBeats());
  }

  /** The instance name of a layer's unit in the top module. */
  public static String instanceName(MatrixPlan layer) {
    return "mvu_" + layer.layer().name();
  }

  /** The width of TDATA for beats of {@code bits} bits: whole bytes. */
  public static int dataWidth(int bits) {
    return (bits + 7) / 8 * 8;
  }

  private <C extends Circuit> C add(String name, Supplier<C> circuit) {
    return instance(name, circuit);
  }

  /** {@code s_axis}; it is not ready during reset and in the first cycle after it. */
  private Stream input(int width) {
    Flag valid = input("s_axis_tvalid", flag());
    Flag ready = output("s_axis_tready", flag());
    Bits data = input("s_axis_tdata", bits(dataWidth(width)));
    Flag last = input("s_axis_tlast", flag());
    Flag awake = register("awake", flag(), 0);
    awake.set(true);
    Flag inner = wire("s_ready", flag());
    ready.set(inner.and(awake));
    Bits ignored =
        width == data.width()
            ? last.bits()
            : last.bits().above(data.slice(data.width() - 1, width));
    unused(ignored);
    return new Stream(valid.and(awake), inner, data.low(width));
  }

  private void output(Stream result, int beats) {
    Flag valid = output("m_axis_tvalid", flag());
    Flag ready = input("m_axis_tready", flag());
    Bits data = output("m_axis_tdata", bits(dataWidth(result.width())));
    Flag last = output("m_axis_tlast", flag());
    valid.set(result.valid());
    data.set(result.data());
    result.ready().set(ready);
    last.set(Counter.of("beat", beats, result.valid().and(ready)).last());
  }
}
