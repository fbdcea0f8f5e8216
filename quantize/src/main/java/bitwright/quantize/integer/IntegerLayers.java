package bitwright.quantize.integer;

import bitwright.quantize.ImportException;
import bitwright.quantize.build.LayerNames;
import bitwright.quantize.graph.Node;
import bitwright.quantize.graph.NodeGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The integer layers of a model: its {@code MatMulInteger} nodes, each read by itself.
 *
 * <p>The rest of the model is not looked at. It may be a transformer, whose attention, softmax and
 * normalization stay in software, while its linear layers become hardware.
 */
public final class IntegerLayers {

  private static final long LARGEST_FILE = 1L << 29;

  private final NodeGraph graph;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private IntegerLayers(NodeGraph graph) {
    this.graph = graph;
    LayerNames given = new LayerNames("network");
    for (Node node : graph.nodes()) {
      if (LayerReader.isIntegerLayer(node)) {
        if (nodes.put(key(node), node) != null) {
          throw node.refuse("has the name of another node; give every node its own name");
        }
        names.put(key(node), given.next(node));
      }
    }
    if (nodes.isEmpty()) {
      throw new ImportException(
          "the model has no MatMulInteger node, so there is no integer layer to take out of it;"
              + " import it as a whole");
    }
  }

  /**
   * Reads a file.
   *
   * @throws ImportException if it is no ONNX model or has no integer layer
   */
  public static IntegerLayers read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw ImportException.of(
            "'%s' has %d bytes; allowed are up to %d",
            file.getFileName(), Files.size(file), LARGEST_FILE);
      }
      return read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ImportException(
          "the file '" + file + "' cannot be read; check the path and its permissions", e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws ImportException if they are no ONNX model or have no integer layer
   */
  public static IntegerLayers read(byte[] model) {
    return new IntegerLayers(NodeGraph.read(model));
  }

  /** The names of all integer layers, in the order of the file. */
  public List<String> nodes() {
    return List.copyOf(nodes.keySet());
  }

  /**
   * One layer.
   *
   * @param node the name of its node, or if it has none, of its output
   * @throws ImportException if there is no such node, or it cannot be computed exactly by a matrix
   *     unit with constant weights
   */
  public IntegerLayer layer(String node) {
    Node found = nodes.get(node);
    if (found == null) {
      throw graph.nodes().stream()
          .filter(n -> key(n).equals(node))
          .map(n -> n.refuse("is no integer layer; only MatMulInteger nodes can be taken alone"))
          .findFirst()
          .orElseGet(() -> missing(node));
    }
    return new LayerReader(graph, found).read(node, names.get(node));
  }

  /** All layers, in the order of the file. */
  public List<IntegerLayer> layers() {
    List<IntegerLayer> layers = new ArrayList<>();
    nodes.keySet().forEach(node -> layers.add(layer(node)));
    return layers;
  }

  private ImportException missing(String node) {
    String some =
        nodes.keySet().stream()
            .limit(3)
            .map(n -> "'" + Node.shortened(n) + "'")
            .collect(Collectors.joining(", "));
    return ImportException.of(
        "the model has no node '%s'; its %d integer layers are %s%s",
        Node.shortened(node), nodes.size(), some, nodes.size() > 3 ? ", …" : "");
  }

  private static String key(Node node) {
    return node.name().isEmpty() && node.hasOutput(0) ? node.outputs().get(0) : node.name();
  }
}
