package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.cost.folding.Choice;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds and implementations of all layers as JSON: {@code {"_target": {"device": "xc7z020"}, "fc0":
 * {"pe": 8, "simd": 16, "multipliers": "lut", "memory": "auto", "cells": "portable"}, …}}. What
 * they are for ({@link FoldTarget}) may be left out. What a layer is made of may be left out; then
 * products are in LUTs, weights wherever synthesis puts them, and cells those that the options ask
 * for.
 */
final class FoldFile {

  /** The name of the file in a package. */
  static final String NAME = "folds.json";

  private static final ObjectReader STRICT =
      Json.MAPPER
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** How the parser begins to say it. */
  private static final String DUPLICATE = "Duplicate field ";

  private FoldFile() {}

  /** The plan that a file describes, whatever it is for. */
  static AcceleratorPlan read(String option, Path path, Network network, FoldSyntax syntax) {
    ObjectNode root = json(option, path);
    root.remove(FoldTarget.KEY);
    return plan(option + " " + path, root, network, syntax);
  }

  /** What the folds of a file are for, if it says so. */
  static Optional<FoldTarget> target(String option, Path path) {
    JsonNode target = json(option, path).get(FoldTarget.KEY);
    return Optional.ofNullable(target).map(t -> FoldTarget.of(option + " " + path, t));
  }

  /** Parses a JSON file, in which no key stands twice and nothing follows the object. */
  static ObjectNode json(String option, Path path) {
    if (!Files.isRegularFile(path)) {
      throw CliException.usage("%s %s is not a file", option, path);
    }
    try {
      JsonNode root = STRICT.readTree(Files.readString(path));
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw CliException.usage("%s %s does not hold a JSON object", option, path);
    } catch (JsonProcessingException e) {
      if (e.getOriginalMessage().startsWith(DUPLICATE)) {
        throw CliException.usage(
            "%s %s has the key %s twice (line %d); keep one of them",
            option,
            path,
            e.getOriginalMessage().substring(DUPLICATE.length()),
            e.getLocation().getLineNr());
      }
      if (e.getLocation() == null) {
        throw CliException.usage(
            "%s %s nests too deeply, or holds a number or text that is too long; write it as"
                + " folds.json of a package is written",
            option, path);
      }
      throw CliException.usage(
          "%s %s is not valid JSON at line %d, column %d",
          option, path, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
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
          "%s: layer %s has %s; it must be a divisor of its %d %s",
          where,
          layer.name(),
          value == null ? "no \"%s\"".formatted(key) : "\"%s\": %s".formatted(key, value),
          allowed.last(),
          what);
    }
    return value.intValue();
  }

  /** A plan as such a file, with what it is for if that is known. */
  static String text(AcceleratorPlan plan, Optional<FoldTarget> target) {
    Map<String, Object> root = new LinkedHashMap<>();
    target.ifPresent(t -> root.put(FoldTarget.KEY, t.entry()));
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
