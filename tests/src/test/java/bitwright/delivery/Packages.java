package bitwright.delivery;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.hw.delivery.Delivery;
import bitwright.hw.delivery.DeliveryOptions;
import bitwright.hw.delivery.Provenance;
import bitwright.oracle.Digits;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Packages of the bundled networks for tests. */
final class Packages {

  private static final Path MODELS = Path.of("..", "models");

  private Packages() {}

  /** The bundled networks. */
  static List<String> bundled() throws IOException {
    try (Stream<Path> files = Files.list(MODELS)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".onnx"))
          .map(f -> f.substring(0, f.length() - ".onnx".length()))
          .sorted()
          .toList();
    }
  }

  /** The package of a bundled network in its default fold, with the first digits as frames. */
  static Accelerator of(String name, int frames, DeliveryOptions options) {
    Network network = QonnxImporter.read(MODELS.resolve(name + ".onnx"), ImportOptions.defaults());
    Evaluation golden = new GoldenModel(network).evaluate(Digits.first(frames));
    return Delivery.complete(
        Generator.generate(AcceleratorPlan.balanced(network)),
        golden,
        new Provenance(name + ".onnx", Optional.empty(), "the first digits", 1),
        Optional.empty(),
        options);
  }
}
