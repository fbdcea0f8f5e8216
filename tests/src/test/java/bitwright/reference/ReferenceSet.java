package bitwright.reference;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.oracle.Digits;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The committed set of generated hardware: for each bundled network, in its default folds, what
 * {@code generate} writes, and vectors of the first digits beside it.
 */
final class ReferenceSet {

  /** The bundled networks, one per arithmetic. */
  static final List<String> NETWORKS =
      List.of("digits-int4", "digits-minifloat", "digits-shift", "digits-xnor");

  /** Where the set is committed, seen from this module. */
  static final Path FOLDER = Path.of("..", "rtl-out", "reference");

  private static final int DIGITS = 4;

  private ReferenceSet() {}

  /** Every file of the set as today's sources make it, by its path below the folder. */
  static SortedMap<String, byte[]> generated() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : NETWORKS) {
      Path model = Path.of("..", "models", name + ".onnx");
      Network network = QonnxImporter.read(model, ImportOptions.defaults());
      Accelerator accelerator = Generator.generate(AcceleratorPlan.balanced(network));
      Evaluation golden = new GoldenModel(network).evaluate(Digits.first(DIGITS));
      accelerator.files().forEach((path, bytes) -> files.put(name + "/" + path, bytes));
      Vectors.of(accelerator.plan(), golden)
          .forEach((path, bytes) -> files.put(name + "/vectors/" + path, bytes));
    }
    return files;
  }

  /** Every file below a folder. */
  static SortedMap<String, byte[]> read(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(path));
      }
    }
    return files;
  }

  /** Replaces a folder by the files. */
  static void write(SortedMap<String, byte[]> files, Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** One line per file that is missing, extra or changed; none if both sets are equal. */
  static List<String> differences(
      SortedMap<String, byte[]> generated, SortedMap<String, byte[]> committed) {
    SortedSet<String> names = new TreeSet<>(generated.keySet());
    names.addAll(committed.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!committed.containsKey(name)) {
        differences.add("missing: " + name);
      } else if (!generated.containsKey(name)) {
        differences.add("extra:   " + name);
      } else if (!Arrays.equals(generated.get(name), committed.get(name))) {
        differences.add("changed: " + name);
      }
    }
    return differences;
  }
}
