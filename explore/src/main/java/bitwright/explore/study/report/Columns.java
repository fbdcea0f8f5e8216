package bitwright.explore.study.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Equal-shaped objects as one list of names and lists of values, a third of the size.
 *
 * <p>Example: {@code [{"a":1,"b":2},{"a":3,"b":4}]} becomes {@code
 * {"columns":["a","b"],"rows":[[1,2],[3,4]]}}. Arrays of objects inside become the same.
 */
final class Columns {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Columns() {}

  /** Packs an array; one without objects stays as it is. */
  static JsonNode pack(JsonNode array) {
    if (!array.isArray() || array.isEmpty() || !array.get(0).isObject()) {
      return array;
    }
    ObjectNode packed = MAPPER.createObjectNode();
    ArrayNode names = packed.putArray("columns");
    array.get(0).fieldNames().forEachRemaining(names::add);
    ArrayNode rows = packed.putArray("rows");
    for (JsonNode object : array) {
      ArrayNode row = rows.addArray();
      if (object.size() != names.size()) {
        throw new IllegalArgumentException("objects of different shape: " + object);
      }
      names.forEach(name -> row.add(pack(object.required(name.textValue()))));
    }
    return packed;
  }
}
