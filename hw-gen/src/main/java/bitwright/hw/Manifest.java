package bitwright.hw;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.ConvPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.StreamShape;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.hw.engine.AcceleratorTop;
import bitwright.hw.engine.MemoryFiles;
import bitwright.hw.engine.Realisation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The {@code manifest.json} of a package: interface, layers, taps, and the SHA-256 of every other
 * file.
 */
final class Manifest {

  private Manifest() {}

  static byte[] of(
      AcceleratorPlan plan, String top, List<Tap> taps, SortedMap<String, byte[]> files) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("generator", "bitwright");
    manifest.put("network", plan.network().name());
    manifest.put("top", top);
    manifest.put("clock", "aclk");
    manifest.put("reset", ordered("port", "aresetn", "active", "low", "synchronous", true));
    manifest.put("initiationInterval", plan.cyclesPerInference());
    manifest.put("latency", plan.latency());
    manifest.put("memoryPathMacro", "BITWRIGHT_MEMORY_PATH");
    manifest.put("streams", List.of(input(plan), output(plan)));
    manifest.put("host", HostSide.of(plan.network()));
    manifest.put(
        "layers", IntStream.range(0, plan.layers().size()).mapToObj(i -> layer(plan, i)).toList());
    manifest.put("taps", taps);
    Map<String, Object> digests = new LinkedHashMap<>();
    files.forEach((path, bytes) -> digests.put(path, sha256(bytes)));
    manifest.put("files", digests);
    return json(manifest);
  }

  private static Map<String, Object> input(AcceleratorPlan plan) {
    Format format = plan.network().input().format();
    return stream(
        "s_axis",
        "input",
        plan.inputElements(),
        format.bits(),
        plan.inputBeats(),
        describe(format));
  }

  private static Map<String, Object> output(AcceleratorPlan plan) {
    LayerPlan last = plan.last();
    Object content =
        last.layer()
            .output()
            .map(Manifest::describe)
            .orElseGet(
                () ->
                    ordered(
                        "accumulator",
                        range(last.layer().accumulatorRange()),
                        "encoding",
                        "two's complement"));
    return stream(
        "m_axis", "output", plan.outputElements(), last.outputBits(), plan.outputBeats(), content);
  }

  private static Map<String, Object> stream(
      String name, String direction, int elements, int elementBits, int beats, Object content) {
    int width = AcceleratorTop.dataWidth(elements * elementBits);
    return ordered(
        "name", name,
        "direction", direction,
        "dataBits", width,
        "elementsPerBeat", elements,
        "elementBits", elementBits,
        "beatsPerImage", beats,
        "packing",
            "element e of beat b is element b*%d+e of the image, at bits e*%d and up"
                .formatted(elements, elementBits),
        "content", content);
  }

  /** A chain of dense layers needs no more than their matrices. */
  private static boolean isChain(AcceleratorPlan plan) {
    return plan.layers().stream().allMatch(layer -> layer instanceof MatrixPlan);
  }

  private static Map<String, Object> layer(AcceleratorPlan network, int node) {
    LayerPlan plan = network.layers().get(node);
    if (isChain(network)) {
      return matrix(plan.layer().name(), plan.matrix().orElseThrow());
    }
    Map<String, Object> layer =
        ordered(
            "name", plan.layer().name(),
            "kind", plan.layer().kind(),
            "sources", sources(network.network(), node),
            "inputShapes", plan.layer().inputShapes().stream().map(MapShape::dims).toList(),
            "outputShape", plan.layer().outputShape().dims(),
            "beatsIn", plan.inputs().stream().map(StreamShape::beats).toList(),
            "beatsOut", plan.output().beats(),
            "initiationInterval", plan.cyclesPerFrame());
    if (plan.inputs().size() > 1) {
      layer.put(
          "queues",
          IntStream.range(0, plan.inputs().size())
              .mapToObj(port -> network.queueDepth(node, port))
              .toList());
    }
    windows(plan).ifPresent(window -> layer.put("window", window(window)));
    plan.matrix().ifPresent(matrix -> layer.put("matrix", matrix(plan.layer().name(), matrix)));
    if (plan.matrix().isEmpty()) {
      layer.put("pe", plan.fold().pe());
      layer.put("inputs", plan.layer().inputFormats().stream().map(Manifest::describe).toList());
      plan.layer().output().ifPresent(format -> layer.put("output", describe(format)));
      layer.put("accumulator", range(plan.layer().accumulatorRange()));
      plan.thresholds().ifPresent(t -> layer.put("thresholdMemories", thresholdMemories(t)));
    }
    return layer;
  }

  private static List<String> sources(Network network, int node) {
    return network.nodes().get(node).sources().stream()
        .map(s -> s == Node.INPUT ? "input" : network.nodes().get(s).layer().name())
        .toList();
  }

  private static Optional<WindowPlan> windows(LayerPlan plan) {
    if (plan instanceof ConvPlan conv && !conv.pointwise()) {
      return Optional.of(conv.window());
    }
    return plan instanceof PoolPlan pool ? Optional.of(pool.window()) : Optional.empty();
  }

  private static Map<String, Object> window(WindowPlan plan) {
    Window w = plan.window();
    return ordered(
        "kernel", List.of(w.kernelHeight(), w.kernelWidth()),
        "strides", List.of(w.strideHeight(), w.strideWidth()),
        "pads", List.of(w.padTop(), w.padLeft(), w.padBottom(), w.padRight()),
        "dilations", List.of(w.dilationHeight(), w.dilationWidth()),
        "elementsPerWord", plan.lanes(),
        "ringWords", plan.buffer().inOrder() ? 0 : plan.buffer().depth());
  }

  private static Map<String, Object> matrix(String name, MatrixPlan plan) {
    Map<String, Object> layer =
        ordered(
            "name", name,
            "rows", plan.layer().rows(),
            "columns", plan.layer().columns(),
            "pe", plan.fold().pe(),
            "simd", plan.fold().simd(),
            "weights", describe(plan.layer().weights().format()),
            "input", describe(plan.layer().input()));
    plan.layer().output().ifPresent(format -> layer.put("output", describe(format)));
    layer.put("accumulator", range(plan.accumulatorRange()));
    layer.put(
        "rawAccumulator", plan.isXnor() ? "matches: accumulator = 2 raw - columns" : "accumulator");
    layer.put("rawBits", plan.rawBits());
    layer.put("initiationInterval", plan.cyclesPerVector());
    layer.put("arithmetic", Realisation.arithmetic(plan));
    layer.put("weightMemory", weightMemory(plan));
    plan.thresholds().ifPresent(t -> layer.put("thresholdMemories", thresholdMemories(t)));
    return layer;
  }

  private static Map<String, Object> weightMemory(MatrixPlan plan) {
    return ordered(
        "words", plan.weightDepth(),
        "bits", plan.weightWordBits(),
        "kind", plan.unrolled() ? "constants" : Realisation.weights(plan),
        "file",
            plan.unrolled() ? "none: constants of the circuit" : "rtl/" + MemoryFiles.weights(plan),
        "packing",
            "word n*%d+s: weight of row n*%d+p and column s*%d+c at bits (p*%d+c)*%d and up"
                .formatted(
                    plan.synapseFold(),
                    plan.fold().pe(),
                    plan.fold().simd(),
                    plan.fold().simd(),
                    plan.weightBits()));
  }

  private static Map<String, Object> thresholdMemories(ThresholdPlan plan) {
    List<Integer> words = IntStream.range(0, plan.stages()).mapToObj(plan::depth).toList();
    return ordered(
        "wordsPerStage", words,
        "thresholdBits", plan.range().bits(),
        "twosComplement", plan.range().signed(),
        "directionBit", plan.anyFalling(),
        "packing",
            "stage k, word n*2^k+prefix of PE p: the raw threshold of row n*%d+p that splits the ranks beginning with the k bits of prefix"
                .formatted(plan.pe()));
  }

  private static Map<String, Object> describe(Format format) {
    return ordered(
        "format", format.name(), "bits", format.bits(), "unitExponent", format.unitExponent());
  }

  private static List<String> range(IntegerRange range) {
    return List.of(range.min().toString(), range.max().toString());
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] json(Map<String, Object> manifest) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return (new ObjectMapper().writer(printer).writeValueAsString(manifest) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest of strings and numbers is always valid JSON", e);
    }
  }
}
