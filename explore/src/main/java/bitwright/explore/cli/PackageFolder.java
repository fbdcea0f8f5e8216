package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<String> packaged = new ArrayList<>();
    FoldFile.json(option, manifest)
        .path("layers")
        .forEach(layer -> packaged.add(layer.path("name").asText()));
    List<String> names = network.layers().stream().map(Layer::name).toList();
    if (!packaged.equals(names)) {
      throw CliException.data(
          "%s %s is a package of another network: its layers are %s, not %s",
          option, folder, packaged, names);
    }
    Path folds = folder.resolve(FoldFile.NAME);
    if (!Files.isRegularFile(folds)) {
      throw CliException.data(
          "%s %s holds no %s; generate it again", option, folder, FoldFile.NAME);
    }
    AcceleratorPlan plan = FoldFile.read(option, folds, network, FoldSyntax.of(Cells.PORTABLE));
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
