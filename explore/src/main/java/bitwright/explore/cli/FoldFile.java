package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.cost.folding.Choice;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds and implementations of all layers as JSON: {@code {"fc0": {"pe": 8, "simd": 16,
 * "multipliers": "lut", "memory": "auto", "cells": "portable"}, …}}. What a layer is made of may be
 * left out; then products are in LUTs, weights wherever synthesis puts them, and cells those that
 * the options ask for.
 */
final class FoldFile {

  /** The name of the file in a package. */
  static final String NAME = "folds.json";

  private FoldFile() {}

  /** The plan that a file describes. */
  static AcceleratorPlan read(Path path, Network network, FoldSyntax syntax) {
    return plan("--fold " + path, json("--fold", path), network, syntax);
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

  /** The plan that an object describes. */
  static AcceleratorPlan plan(String where, JsonNode root, Network network, FoldSyntax syntax) {
    Set<String> names = network.layers().stream().map(Layer::name).collect(Collectors.toSet());
    for (Iterator<String> fields = root.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!names.contains(field)) {
        throw CliException.usage(
            "%s: network %s has no layer '%s'; its layers are %s",
            where, network.name(), field, layers(network));
      }
    }
    List<LayerPlan> plans = new ArrayList<>();
    for (Layer layer : network.layers()) {
      JsonNode node = root.get(layer.name());
      if (node == null) {
        throw CliException.usage(
            "%s: layer %s is missing; name every layer (%s)", where, layer.name(), layers(network));
      }
      plans.add(layer(where, layer, node, syntax));
    }
    return new AcceleratorPlan(network, plans);
  }

  private static LayerPlan layer(String where, Layer layer, JsonNode node, FoldSyntax syntax) {
    syntax.requireKnown(where, layer, node);
    Fold fold = fold(where, layer, node);
    try {
      return LayerPlan.of(layer, fold, syntax.implementation(where, layer, node));
    } catch (IllegalArgumentException e) {
      throw CliException.usage("%s: %s", where, e.getMessage());
    }
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

  /** A plan as such a file. */
  static String text(AcceleratorPlan plan) {
    Map<String, Object> root = new LinkedHashMap<>();
    for (LayerPlan layer : plan.layers()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("pe", layer.fold().pe());
      if (layer.matrix().isPresent()) {
        var implementation = Choice.of(layer).implementation();
        entry.put("simd", layer.fold().simd());
        entry.put("multipliers", FoldSyntax.name(implementation.multipliers()));
        entry.put("memory", FoldSyntax.name(implementation.weights()));
        entry.put("cells", FoldSyntax.name(implementation.cells()));
        if (implementation.levels() != Implementation.DEFAULT_LEVELS) {
          entry.put("levels", implementation.levels());
        }
      }
      root.put(layer.layer().name(), entry);
    }
    return Json.text(root) + "\n";
  }
}
