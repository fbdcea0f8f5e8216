package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the entry of a layer in a fold file is read.
 *
 * @param cells those of a layer that names none
 * @param override whether these stand above those that a layer names
 */
record FoldSyntax(Cells cells, boolean override) {
  private static final List<String> KEYS =
      List.of("pe", "simd", "multipliers", "memory", "cells", "levels");

  /** With these cells where a layer names none. */
  static FoldSyntax of(Cells cells) {
    return new FoldSyntax(cells, false);
  }

  /** Refuses keys without a meaning, by name. */
  void requireKnown(String where, Layer layer, JsonNode node) {
    if (!node.isObject()) {
      throw CliException.usage(
          "%s: layer %s is not an object; write for example {\"pe\": 1, \"simd\": 1}",
          where, layer.name());
    }
    List<String> known = layer.kernel().isPresent() ? KEYS : KEYS.subList(0, 2);
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        throw CliException.usage(
            "%s: layer %s has the key \"%s\", which means nothing there; use %s",
            where, layer.name(), field, String.join(", ", known));
      }
    }
  }

  /** What a layer is made of. */
  Implementation implementation(String where, Layer layer, JsonNode node) {
    Cells own = one(where, layer, node, "cells", Cells.values(), cells);
    return new Implementation(
        override ? cells : own,
        one(where, layer, node, "multipliers", Multipliers.values(), Multipliers.LUT),
        one(where, layer, node, "memory", MemoryKind.values(), MemoryKind.AUTO),
        levels(where, layer, node));
  }

  private static int levels(String where, Layer layer, JsonNode node) {
    JsonNode value = node.get("levels");
    if (value == null) {
      return Implementation.DEFAULT_LEVELS;
    }
    int most = Implementation.MOST_LEVELS;
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
      throw CliException.usage(
          "%s: layer %s has \"levels\": %s; use 1 to %d levels of look-up tables in a stage",
          where, layer.name(), value, most);
    }
    return value.intValue();
  }

  private static <E extends Enum<E>> E one(
      String where, Layer layer, JsonNode node, String key, E[] constants, E otherwise) {
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    return Stream.of(constants)
        .filter(c -> value.isTextual() && name(c).equals(value.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                CliException.usage(
                    "%s: layer %s has \"%s\": %s; use %s",
                    where,
                    layer.name(),
                    key,
                    value,
                    Stream.of(constants)
                        .filter(c -> c != MemoryKind.ULTRA)
                        .map(FoldSyntax::name)
                        .collect(Collectors.joining(", "))));
  }

  /** A constant as files spell it. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
