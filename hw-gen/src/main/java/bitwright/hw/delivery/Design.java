package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import bitwright.hw.Tap;
import java.util.List;
import java.util.Optional;

/**
 * The facts that every artefact of a package is written from.
 *
 * @param core the module that computes, with {@code aclk} and {@code aresetn}
 * @param options how the package looks from outside
 * @param provenance where it comes from
 * @param input the stream that enters
 * @param output the stream that leaves
 * @param ports the ports of the delivered module
 * @param interval cycles between two frames
 * @param latency cycles from the first input beat to the last output beat, both included
 * @param layers the layers, in order
 * @param taps where simulators find what leaves each layer that has a tap
 * @param frames the frames of the test bench
 * @param sources every RTL source, relative to the package
 * @param memories every memory file, relative to the package
 * @param configHash identifies model, folds and options, 64 hexadecimal digits
 * @param target what the scripts synthesize for
 */
record Design(
    String core,
    DeliveryOptions options,
    Provenance provenance,
    StreamPort input,
    StreamPort output,
    List<Port> ports,
    int interval,
    int latency,
    List<LayerRow> layers,
    List<LayerTap> taps,
    int frames,
    List<String> sources,
    List<String> memories,
    String configHash,
    Target target) {

  /**
   * A tap and what passes it.
   *
   * @param tap the tap
   * @param format the format of its codes; empty for accumulators
   */
  record LayerTap(Tap tap, Optional<Format> format) {}

  Design {
    ports = List.copyOf(ports);
    layers = List.copyOf(layers);
    taps = List.copyOf(taps);
    sources = List.copyOf(sources);
    memories = List.copyOf(memories);
  }

  /** The delivered module: the core behind its names and attributes. */
  String ip() {
    return core + "_ip";
  }

  /** The test bench. */
  String bench() {
    return core + "_tb";
  }

  /** The bus interfaces. */
  List<String> buses() {
    return options.axiLite()
        ? List.of(input.name(), output.name(), "s_axi")
        : List.of(input.name(), output.name());
  }

  String clock() {
    return options.clockNames().clock();
  }

  String reset() {
    return options.clockNames().reset();
  }
}
