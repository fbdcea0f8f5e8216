package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An accelerator as it lies on disk: what {@code generate} wrote, with whatever changed since. */
final class PackageFolder {

  private static final String MANIFEST = "manifest.json";

  private PackageFolder() {}

  /**
   * Reads a package of a network.
   *
   * @throws CliException with {@link ExitCode#DATA} if it is none, or of another network
   */
  static Accelerator read(String option, Path folder, Network network) {
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw CliException.data(
          "%s %s holds no %s; name a folder that 'generate' wrote", option, folder, MANIFEST);
    }
    JsonNode layers = FoldFile.json(option, manifest).path("layers");
    ObjectNode folds = Json.MAPPER.createObjectNode();
    layers.forEach(layer -> folds.set(layer.path("name").asText(), layer));
    List<String> names = network.layers().stream().map(Layer::name).toList();
    if (!List.copyOf(folds.properties().stream().map(e -> e.getKey()).toList()).equals(names)) {
      throw CliException.data(
          "%s %s is a package of another network: its layers are %s, not %s",
          option, folder, folds.properties().stream().map(e -> e.getKey()).toList(), names);
    }
    AcceleratorPlan plan =
        AcceleratorPlan.of(network, FoldFile.folds(option + " " + manifest, folds, network));
    Accelerator fresh = Generator.generate(plan);
    SortedMap<String, byte[]> files = files(option, folder);
    for (String name : fresh.files().keySet()) {
      if (!files.containsKey(name)) {
        throw CliException.data(
            "%s %s lacks the file %s of network %s; generate it again",
            option, folder, name, network.name());
      }
    }
    return new Accelerator(plan, fresh.top(), files, fresh.taps());
  }

  private static SortedMap<String, byte[]> files(String option, Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (name.startsWith("rtl/") || !name.contains("/")) {
          files.put(name, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw CliException.data("%s %s cannot be read: %s", option, folder, OutputFile.reason(e));
    }
    return files;
  }
}
