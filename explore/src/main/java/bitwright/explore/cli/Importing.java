package bitwright.explore.cli;

import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.ImportResult;
import bitwright.quantize.QonnxImporter;
import java.nio.file.Path;

/** The door through which networks come in. */
final class Importing {

  private Importing() {}

  static Model load(String label, Path path, ImportOptions options) {
    try {
      ImportResult result = QonnxImporter.load(path, options);
      return new Model(label, path, result.network(), result.assumedInput(), result.notices());
    } catch (ImportException e) {
      if (FloatModel.isFloat(path)) {
        throw CliException.data(
            "MODEL %s is a float network; quantize it first: ./bitwright quantize %s --weights int4"
                + " --activations int4 --out quantized.onnx",
            label, label);
      }
      throw CliException.data("MODEL %s: %s", label, e.getMessage());
    }
  }
}
