package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folds from a JSON file: {@code {"fc0": {"pe": 8, "simd": 16}, …}}. */
final class FoldFile {

  private FoldFile() {}

  /** The folds of all layers of a network, in order. */
  static List<Fold> read(Path path, Network network) {
    return folds("--fold " + path, json("--fold", path), network);
  }

  /** Parses a JSON file. */
  static JsonNode json(String option, Path path) {
    if (!Files.isRegularFile(path)) {
      throw CliException.usage("%s %s is not a file", option, path);
    }
    try {
      JsonNode root = Json.MAPPER.readTree(Files.readString(path));
      if (root == null || !root.isObject()) {
        throw CliException.usage("%s %s does not hold a JSON object", option, path);
      }
      return root;
    } catch (JsonProcessingException e) {
      throw CliException.usage(
          "%s %s is not JSON: %s (line %d)",
          option, path, e.getOriginalMessage(), e.getLocation().getLineNr());
    } catch (IOException e) {
      throw CliException.usage("%s %s cannot be read: %s", option, path, OutputFile.reason(e));
    }
  }

  /** The folds that an object names. */
  static List<Fold> folds(String where, JsonNode root, Network network) {
    Set<String> names = network.layers().stream().map(Layer::name).collect(Collectors.toSet());
    for (Iterator<String> fields = root.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!names.contains(field)) {
        throw CliException.usage(
            "%s: network %s has no layer '%s'; its layers are %s",
            where, network.name(), field, layers(network));
      }
    }
    List<Fold> folds = new ArrayList<>();
    for (Layer layer : network.layers()) {
      JsonNode node = root.get(layer.name());
      if (node == null) {
        throw CliException.usage(
            "%s: layer %s is missing; name every layer (%s)", where, layer.name(), layers(network));
      }
      folds.add(fold(where, layer, node));
    }
    return folds;
  }

  private static Fold fold(String where, Layer layer, JsonNode node) {
    List<Fold> legal = Folding.legal(layer);
    String owner = layer.kernel().isPresent() ? "rows" : "channels";
    int pe = one(where, layer, node, "pe", legal.stream().map(Fold::pe), owner);
    boolean lanes = layer.kernel().isEmpty() && !node.has("simd");
    int simd =
        lanes ? 1 : one(where, layer, node, "simd", legal.stream().map(Fold::simd), "columns");
    Fold fold = new Fold(pe, simd);
    if (!legal.contains(fold)) {
      throw CliException.usage(
          "%s: layer %s has \"pe\": %d with \"simd\": %d; a depthwise layer has a \"pe\" or a \"simd\" of 1",
          where, layer.name(), pe, simd);
    }
    return fold;
  }

  private static String layers(Network network) {
    return network.layers().stream().map(Layer::name).collect(Collectors.joining(", "));
  }

  private static int one(
      String where, Layer layer, JsonNode node, String key, Stream<Integer> legal, String what) {
    SortedSet<Integer> allowed = legal.collect(Collectors.toCollection(TreeSet::new));
    JsonNode value = node.get(key);
    if (value == null || !value.isInt() || !allowed.contains(value.intValue())) {
      throw CliException.usage(
          "%s: layer %s has \"%s\": %s; it must be a divisor of its %d %s",
          where, layer.name(), key, value == null ? "nothing" : value, allowed.last(), what);
    }
    return value.intValue();
  }
}
