package bitwright.hw.delivery;

import bitwright.arith.network.MapShape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of a package: that of the generated hardware, and what the delivery adds, with the
 * SHA-256 of every other file.
 */
final class PackageManifest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PackageManifest() {}

  /**
   * Identifies model, folds and options: the SHA-256 of the hardware's own manifest, which holds
   * the digests of all sources and weights, the model's digest, and the options.
   */
  static String configHash(
      byte[] hardwareManifest, DeliveryOptions options, Provenance provenance) {
    String more =
        "%s %s %s %s %s\n"
            .formatted(
                Provenance.VERSION,
                provenance.modelSha256().orElse("none"),
                options.clockNames().clock(),
                options.clockNames().reset(),
                options.axiLite());
    return sha256(hardwareManifest, more.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] of(
      Design design,
      Optional<ResourceEstimate> estimate,
      byte[] hardwareManifest,
      Map<String, byte[]> files) {
    ObjectNode hardware = read(hardwareManifest);
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("generator", "bitwright");
    manifest.put("version", Provenance.VERSION);
    manifest.put("configHash", design.configHash());
    ObjectNode source = manifest.putObject("source");
    source.put("model", design.provenance().model());
    design.provenance().modelSha256().ifPresent(digest -> source.put("sha256", digest));
    manifest.put("module", design.ip());
    hardware.remove("generator");
    manifest.setAll(hardware);
    manifest.put("clock", design.clock());
    ((ObjectNode) manifest.get("reset")).put("port", design.reset());
    manifest.get("streams").forEach(stream -> order((ObjectNode) stream, design));
    manifest.set("ports", ports(design));
    ObjectNode bench = manifest.putObject("testBench");
    bench.put("module", design.bench());
    bench.put("frames", design.frames());
    bench.put("inputs", design.provenance().vectors());
    bench.put("seed", design.provenance().seed());
    estimate.ifPresent(e -> manifest.set("estimate", MAPPER.valueToTree(e)));
    manifest.remove("files");
    ObjectNode digests = manifest.putObject("files");
    files.forEach((path, bytes) -> digests.put(path, sha256(bytes)));
    return text(manifest);
  }

  private static void order(ObjectNode stream, Design design) {
    boolean isInput = stream.get("name").asText().equals(design.input().name());
    MapShape map = isInput ? design.input().map() : design.output().map();
    stream.set("frame", MAPPER.valueToTree(map.dims()));
    stream.put(
        "order",
        "channel c, row y, column x is element (y*%d+x)*%d+c of the frame"
            .formatted(map.width(), map.channels()));
  }

  private static ArrayNode ports(Design design) {
    ArrayNode ports = MAPPER.createArrayNode();
    for (Port port : design.ports()) {
      ObjectNode node = ports.addObject();
      node.put("name", port.name());
      node.put("direction", port.direction());
      node.put("bits", port.width());
      node.put("interface", port.bus());
      node.put("about", port.about());
    }
    return ports;
  }

  private static ObjectNode read(byte[] manifest) {
    try {
      return (ObjectNode) MAPPER.readTree(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("the manifest of generated hardware is JSON", e);
    }
  }

  private static String sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] text(ObjectNode manifest) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return (MAPPER.writer(printer).writeValueAsString(manifest) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest of strings and numbers is always valid JSON", e);
    }
  }
}
