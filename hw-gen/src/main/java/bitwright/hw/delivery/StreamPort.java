package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.StreamShape;
import java.util.Optional;

/**
 * One AXI4-Stream of an accelerator.
 *
 * @param name the prefix of its ports
 * @param isInput whether it enters
 * @param elements elements per beat, element 0 in the lowest bits
 * @param elementBits bits per element
 * @param beats beats per frame
 * @param map the feature map that a frame is
 * @param format the format of the codes; empty if exact accumulators pass, in two's complement
 * @param range the integers that the elements stand for
 */
record StreamPort(
    String name,
    boolean isInput,
    int elements,
    int elementBits,
    int beats,
    MapShape map,
    Optional<Format> format,
    IntegerRange range) {

  static StreamPort input(AcceleratorPlan plan) {
    Format format = plan.network().input().format();
    return of(
        "s_axis",
        true,
        plan.input(),
        plan.network().inputMap(),
        Optional.of(format),
        range(format));
  }

  static StreamPort output(AcceleratorPlan plan) {
    Layer last = plan.network().last();
    IntegerRange range = last.output().map(StreamPort::range).orElseGet(last::accumulatorRange);
    return of("m_axis", false, plan.output(), last.outputShape(), last.output(), range);
  }

  private static StreamPort of(
      String name,
      boolean isInput,
      StreamShape shape,
      MapShape map,
      Optional<Format> format,
      IntegerRange range) {
    return new StreamPort(
        name, isInput, shape.elements(), shape.elementBits(), shape.beats(), map, format, range);
  }

  private static IntegerRange range(Format format) {
    return IntegerRange.of(format.levels().min(), format.levels().max());
  }

  /** The width of TDATA: whole bytes. */
  int dataBits() {
    return (elements * elementBits + 7) / 8 * 8;
  }

  /** What an element is, for people: {@code uint4} or {@code accumulator, 12 bits signed}. */
  String content() {
    return format
        .map(Format::name)
        .orElseGet(() -> "accumulator, %d bits signed".formatted(elementBits));
  }
}
