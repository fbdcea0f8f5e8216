package bitwright.tables;

import bitwright.arith.network.Network;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.nio.file.Path;
import java.util.List;

/** The networks that come with Bitwright. */
final class BundledNetworks {

  /** Their names, in the order of the tables. */
  static final List<String> NAMES =
      List.of(
          "digits-int4",
          "digits-minifloat",
          "digits-shift",
          "digits-xnor",
          "digits-cnn-int4",
          "digits-cnn-minifloat",
          "digits-cnn-shift",
          "digits-cnn-xnor",
          "digits-cnn-residual");

  private BundledNetworks() {}

  /** Reads one; tests run in the folder of their module. */
  static Network read(String name) {
    return QonnxImporter.read(Path.of("..", "models", name + ".onnx"), ImportOptions.defaults());
  }
}
