package bitwright.proof;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Folding;
import bitwright.hw.Generator;
import bitwright.proof.StreamBlock.Binding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The accelerators that the repository holds as they are delivered. */
final class ReferenceDesigns {

  private ReferenceDesigns() {}

  /** Their folders, at least four. */
  static Stream<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("..", "rtl-out", "reference"))) {
      List<Path> folders = all.filter(Files::isDirectory).sorted().toList();
      if (folders.size() < 4) {
        throw new IllegalStateException("reference designs are missing: " + folders);
      }
      return folders.stream();
    }
  }

  /** The text of every module. */
  static SortedMap<String, String> modules(Path design) throws IOException {
    SortedMap<String, String> modules = new TreeMap<>();
    try (Stream<Path> files = Files.list(design.resolve("rtl"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sv")).toList()) {
        modules.put(file.getFileName().toString().replace(".sv", ""), Files.readString(file));
      }
    }
    return modules;
  }

  /** The name of the top module. */
  static String top(Path design) throws IOException {
    return manifest(design).get("top").asText();
  }

  /** A whole design with the checker of its pins. */
  static StreamBlock accelerator(Path design) throws IOException {
    return accelerator(manifest(design), modules(design));
  }

  /** An accelerator that is made now, with the checker of its pins. */
  static StreamBlock accelerator(Network network, int cycles) throws IOException {
    AcceleratorPlan plan = AcceleratorPlan.of(network, Folding.balanced(network, cycles));
    SortedMap<String, byte[]> files = Generator.generate(plan).files();
    SortedMap<String, String> modules = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          if (name.endsWith(".sv")) {
            String module = name.substring(name.lastIndexOf('/') + 1, name.length() - 3);
            modules.put(module, new String(bytes, StandardCharsets.UTF_8));
          }
        });
    return accelerator(new ObjectMapper().readTree(files.get("manifest.json")), modules);
  }

  /**
   * Memories are abstracted: whatever weights and thresholds are, and however deep buffers are, is
   * of no concern to the streams.
   */
  private static StreamBlock accelerator(JsonNode manifest, SortedMap<String, String> modules) {
    JsonNode output = manifest.get("streams").get(1);
    String top = manifest.get("top").asText();
    int beats = output.get("beatsPerImage").asInt();
    modules.computeIfPresent("BitwrightRam", (name, text) -> Induction.resource("WatchedRam"));
    modules.computeIfPresent("BitwrightRom", (name, text) -> Induction.resource("AnyRom"));
    String parameters =
        ".WIDTH(%d), .USED(%d), .BEATS(%d)"
            .formatted(
                output.get("dataBits").asInt(),
                output.get("elementsPerBeat").asInt() * output.get("elementBits").asInt(),
                beats);
    String connections =
        ".clock(%s), .reset(~%s), .beat(%s), "
            .formatted(
                manifest.get("clock").asText(),
                manifest.get("reset").get("port").asText(),
                beats == 1 ? "32'd0" : "{32'd0, beat}");
    return new StreamBlock(
        top, modules, new Binding(top, "AcceleratorProof", parameters, connections, ""));
  }

  private static JsonNode manifest(Path design) throws IOException {
    return new ObjectMapper().readTree(Files.readString(design.resolve("manifest.json")));
  }
}
