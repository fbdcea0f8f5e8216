package bitwright.hw;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.hw.engine.AcceleratorTop;
import bitwright.hw.engine.MemoryFiles;
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
        "layers",
        IntStream.range(0, plan.layers().size()).mapToObj(i -> layer(plan.matrix(i))).toList());
    manifest.put("taps", taps);
    Map<String, Object> digests = new LinkedHashMap<>();
    files.forEach((path, bytes) -> digests.put(path, sha256(bytes)));
    manifest.put("files", digests);
    return json(manifest);
  }

  private static Map<String, Object> input(AcceleratorPlan plan) {
    MatrixPlan first = plan.matrix(0);
    Format format = first.layer().input();
    return stream(
        "s_axis",
        "input",
        plan.inputElements(),
        format.bits(),
        plan.inputBeats(),
        describe(format));
  }

  private static Map<String, Object> output(AcceleratorPlan plan) {
    MatrixPlan last = plan.matrix(plan.layers().size() - 1);
    Object content =
        last.layer()
            .output()
            .map(Manifest::describe)
            .orElseGet(
                () ->
                    ordered(
                        "accumulator",
                        range(last.accumulatorRange()),
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

  private static Map<String, Object> layer(MatrixPlan plan) {
    Map<String, Object> layer =
        ordered(
            "name", plan.layer().name(),
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
    layer.put("weightMemory", weightMemory(plan));
    plan.thresholds().ifPresent(t -> layer.put("thresholdMemories", thresholdMemories(t)));
    return layer;
  }

  private static Map<String, Object> weightMemory(MatrixPlan plan) {
    return ordered(
        "words", plan.weightDepth(),
        "bits", plan.weightWordBits(),
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
