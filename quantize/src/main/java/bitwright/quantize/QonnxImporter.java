package bitwright.quantize;

import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead.Post;
import bitwright.quantize.build.LayerNames;
import bitwright.quantize.build.NetworkBuilder;
import bitwright.quantize.graph.Declaration;
import bitwright.quantize.graph.ElementType;
import bitwright.quantize.graph.Graph;
import bitwright.quantize.graph.GraphReader;
import bitwright.quantize.graph.Node;
import bitwright.quantize.operator.Operators;
import bitwright.quantize.operator.Scope;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Value;
import bitwright.quantize.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Reads QONNX and ONNX files into exact networks.
 *
 * <p>Every parameter of the file is an exact real number, and every operator means its real
 * function; nothing is rounded but by the file's quantizers. What stands between two layers is
 * folded into step functions. A file that asks for anything else is refused with an {@link
 * ImportException}.
 */
public final class QonnxImporter {

  private static final long LARGEST_FILE = 1L << 29;

  private static final int MOST_FEATURES = Scope.MOST_FEATURES;

  private QonnxImporter() {}

  /**
   * Reads a network; see {@link #load} for the notices too.
   *
   * @throws ImportException if the file is not acceptable
   */
  public static Network read(Path file, ImportOptions options) {
    return load(file, options).network();
  }

  /**
   * Reads a network and what its user ought to know about it.
   *
   * @throws ImportException if the file is not acceptable
   */
  public static ImportResult load(Path file, ImportOptions options) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.isDirectory(file)) {
        throw ImportException.of("'%s' is a folder; pass an ONNX or QONNX file", name);
      }
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw ImportException.of(
            "'%s' has %d bytes; allowed are up to %d", name, size, LARGEST_FILE);
      }
      return load(Files.readAllBytes(file), LayerNames.network(name), options);
    } catch (NoSuchFileException e) {
      throw new ImportException("there is no file '" + file + "'; check the path", e);
    } catch (IOException e) {
      throw new ImportException("the file '" + file + "' cannot be read; check its permissions", e);
    }
  }

  /**
   * Reads a network from the bytes of a file.
   *
   * @param name the network's name, an identifier
   * @throws ImportException if the bytes are not acceptable
   */
  public static ImportResult load(byte[] model, String name, ImportOptions options) {
    try {
      return loaded(model, name, options);
    } catch (ImportException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ImportException(
          "the model cannot be understood (" + e + "); please report it with the file", e);
    }
  }

  private static ImportResult loaded(byte[] model, String name, ImportOptions options) {
    Graph graph = GraphReader.read(model);
    Declaration input = graph.input();
    Scope scope = new Scope(options, new LayerNames(name), batch(input));
    Operators.define(graph.initializers(), scope);
    scope.define(input.name(), new Value.Dynamic(signal(input)));
    graph.nodes().forEach(node -> Operators.apply(node, scope));
    Value.Result result = result(graph.output(), scope);
    requireLayers(options, scope);
    Network network = NetworkBuilder.build(name, result, scope.names());
    return new ImportResult(network, scope.assumedInput(), scope.notices());
  }

  private static OptionalLong batch(Declaration input) {
    List<OptionalLong> dims = input.dims().orElse(List.of());
    return dims.isEmpty() ? OptionalLong.empty() : dims.get(0);
  }

  private static Signal signal(Declaration input) {
    String name = Node.shortened(input.name());
    if (input.elementType() != ElementType.FLOAT.number()) {
      throw ImportException.of(
          "the input '%s' has the data type number %d; it must be float32, number 1",
          name, input.elementType());
    }
    List<OptionalLong> dims = input.dims().orElse(List.of());
    if (dims.size() < 2) {
      throw ImportException.of(
          "the input '%s' has %d dimensions; it must have two or more, the batch first",
          name, dims.size());
    }
    List<Long> image = new ArrayList<>();
    for (OptionalLong dim : dims.subList(1, dims.size())) {
      image.add(
          dim.orElseThrow(
              () ->
                  ImportException.of(
                      "the input '%s' has a dimension of unknown size; only the first, the batch,"
                          + " may be free",
                      name)));
    }
    Shape shape =
        Shape.checked(image)
            .filter(s -> s.size() >= 1 && s.size() <= MOST_FEATURES)
            .orElseThrow(
                () ->
                    ImportException.of(
                        "the input '%s' has the shape %s per image; allowed are 1 to %d elements",
                        name, image, MOST_FEATURES));
    return new Signal(new Source.Input(input.name(), shape.dims()), shape, List.of());
  }

  private static Value.Result result(Declaration output, Scope scope) {
    Value value = scope.value(output.name());
    Value.Result result;
    if (value instanceof Value.Result given) {
      result = given;
    } else if (value instanceof Value.Dynamic dynamic) {
      Signal signal = dynamic.signal();
      if (!signal.order().isNatural()) {
        throw ImportException.of(
            "the output '%s' is transposed; remove the Transpose in front of it",
            Node.shortened(output.name()));
      }
      result = new Value.Result(signal, Post.NONE, signal.features(), "");
    } else {
      throw ImportException.of(
          "the output '%s' does not depend on the network's input; name the last layer's output",
          Node.shortened(output.name()));
    }
    return result;
  }

  private static void requireLayers(ImportOptions options, Scope scope) {
    for (String layer : new TreeSet<>(options.weightFormats().keySet())) {
      if (!scope.names().weighted().contains(layer)) {
        throw ImportException.of(
            "the import options name the layer '%s'; the layers with weights are %s",
            Node.shortened(layer), String.join(", ", scope.names().weighted()));
      }
    }
  }
}
