package bitwright.explore.cli;

import bitwright.arith.network.Network;
import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.explore.npy.NpyException;
import bitwright.explore.npy.NpyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Vectors and labels from {@code .npy} files, checked against a network. */
final class SampleFiles {

  private SampleFiles() {}

  /**
   * Reads vectors and, if named, labels.
   *
   * @throws CliException with {@link ExitCode#DATA} if a file is missing, damaged or does not fit
   *     the network
   */
  static Samples read(
      Network network,
      String option,
      Path inputs,
      SampleOptions.Bytes bytes,
      Optional<Path> labels) {
    NpyArray array = array(option, inputs);
    if (array.type() != NpyType.FLOAT32 && array.type() != NpyType.UINT8) {
      throw CliException.data(
          "%s %s holds %s; use float32, or uint8 for pixels",
          option, inputs, array.type().numpyName());
    }
    checkShape(network, option, inputs, array);
    int vectors = array.shape().get(0);
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(array, i, bytes);
      if (Float.isNaN(values[i])) {
        int features = values.length / vectors;
        throw CliException.data(
            "%s %s: element %d of vector %d is NaN; replace it by a number",
            option, inputs, i % features, i / features);
      }
    }
    Optional<int[]> classes = labels.map(l -> labels(network, l, vectors));
    boolean pixels = array.type() == NpyType.UINT8 && bytes == SampleOptions.Bytes.PIXELS;
    return new Samples(values, vectors, classes, inputs + (pixels ? ", bytes as x/255" : ""));
  }

  /** The bundled digits, with their labels if the network tells ten classes apart. */
  static Samples digits(Home home, Network network, Optional<Path> labels) {
    Optional<Path> own =
        Optional.of(home.model(Home.DIGIT_LABELS))
            .filter(l -> network.last().outputShape().elements() == 10);
    Samples samples =
        read(
            network,
            "bundled",
            home.model(Home.DIGITS),
            SampleOptions.Bytes.PIXELS,
            labels.or(() -> own));
    return new Samples(samples.values(), samples.vectors(), samples.labels(), "the bundled digits");
  }

  private static float value(NpyArray array, int i, SampleOptions.Bytes bytes) {
    if (array.type() == NpyType.UINT8) {
      return bytes == SampleOptions.Bytes.PIXELS ? array.integer(i) / 255f : array.integer(i);
    }
    return (float) array.real(i);
  }

  private static NpyArray array(String option, Path path) {
    if (!Files.isRegularFile(path)) {
      throw CliException.data("%s %s is not a file", option, path);
    }
    try {
      return Npy.read(path);
    } catch (NpyException e) {
      throw CliException.data("%s %s is not acceptable: %s", option, path, e.getMessage());
    } catch (IOException e) {
      throw CliException.data("%s %s cannot be read: %s", option, path, OutputFile.reason(e));
    }
  }

  private static void checkShape(Network network, String option, Path inputs, NpyArray array) {
    List<Integer> shape = array.shape();
    List<Integer> wanted = squeeze(network.inputShape());
    boolean fits = !shape.isEmpty();
    if (fits) {
      List<Integer> own = squeeze(shape.subList(1, shape.size()));
      boolean flattened = own.size() <= 1 && product(own) == product(wanted);
      fits = own.equals(wanted) || flattened;
    }
    if (!fits) {
      throw CliException.data(
          "%s %s has shape %s; network %s takes [N, %s]",
          option, inputs, array.shapeText(), network.name(), dimensions(network.inputShape()));
    }
    if (shape.get(0) == 0) {
      throw CliException.data("%s %s holds no vector; give at least one", option, inputs);
    }
  }

  private static String dimensions(List<Integer> shape) {
    return String.join(", ", shape.stream().map(String::valueOf).toList());
  }

  private static List<Integer> squeeze(List<Integer> shape) {
    return shape.stream().filter(d -> d != 1).toList();
  }

  private static long product(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  private static int[] labels(Network network, Path path, int vectors) {
    NpyArray array = array("--labels", path);
    if (!array.type().isInteger()) {
      throw CliException.data(
          "--labels %s holds %s; use an integer type", path, array.type().numpyName());
    }
    if (!array.shape().equals(List.of(vectors))) {
      throw CliException.data(
          "--labels %s has shape %s; %d vectors need (%d,)",
          path, array.shapeText(), vectors, vectors);
    }
    int[] labels = new int[vectors];
    int classes = network.last().outputShape().elements();
    for (int v = 0; v < vectors; v++) {
      long label = array.integer(v);
      if (label < 0 || label >= classes) {
        throw CliException.data(
            "--labels %s: label %d of vector %d is not a class of network %s (0 to %d)",
            path, label, v, network.name(), classes - 1);
      }
      labels[v] = (int) label;
    }
    return labels;
  }
}
