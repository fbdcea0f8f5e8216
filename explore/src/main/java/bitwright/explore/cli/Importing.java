package bitwright.explore.cli;

import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.ImportResult;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.integer.IntegerLayer;
import bitwright.quantize.integer.IntegerLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The door through which networks come in. */
final class Importing {

  private Importing() {}

  static Model load(String label, Path path, ImportOptions options) {
    try {
      ImportResult result = QonnxImporter.load(path, options);
      return new Model(label, path, result.network(), result.assumedInput(), result.notices());
    } catch (ImportException e) {
      throw CliException.data("MODEL %s: %s%s", label, e.getMessage(), integerLayers(path));
    }
  }

  /** One integer layer as a network of its own. */
  static Model layer(String label, Path path, String node) {
    try {
      IntegerLayer layer = IntegerLayers.read(path).layer(node);
      Network network = layer.network(layer.name());
      return new Model(label, path, network, Optional.empty(), List.of());
    } catch (ImportException e) {
      throw CliException.data("MODEL %s: %s", label, e.getMessage());
    }
  }

  /** What to do with a model whose integer layers can be taken alone; empty if it has none. */
  private static String integerLayers(Path path) {
    try {
      List<String> nodes = IntegerLayers.read(path).nodes();
      return ", or take one of its %d MatMulInteger layers alone: --layer '%s'"
          .formatted(nodes.size(), nodes.get(0));
    } catch (ImportException none) {
      return "";
    }
  }
}
