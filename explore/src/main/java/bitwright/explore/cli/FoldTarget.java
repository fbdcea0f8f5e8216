package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.cost.Device;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the folds of a file are for: {@code "_target": {"device": "xc7z020", "clockMHz": 150}}. No
 * layer has that name, since names of layers begin with a letter.
 *
 * @param device the device
 * @param clockMHz the clock that a rate was counted at; absent where none was asked for
 */
record FoldTarget(Device device, OptionalInt clockMHz) {

  /** The key in a fold file. */
  static final String KEY = "_target";

  private static final String DEVICE = "device";
  private static final String CLOCK = "clockMHz";

  /** Reads the entry of a file. */
  static FoldTarget of(String where, JsonNode node) {
    if (!node.isObject()) {
      throw CliException.usage(
          "%s: %s is not an object; write for example {\"%s\": \"xc7z020\"}", where, KEY, DEVICE);
    }
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!field.equals(DEVICE) && !field.equals(CLOCK)) {
        throw CliException.usage(
            "%s: %s has the key \"%s\", which means nothing there; use %s, %s",
            where, KEY, field, DEVICE, CLOCK);
      }
    }
    JsonNode device = node.path(DEVICE);
    JsonNode clock = node.path(CLOCK);
    if (!device.isMissingNode() && !device.isTextual()) {
      throw CliException.usage(
          "%s: %s has a \"%s\" that is not text; name one, for example {\"%s\": \"xc7z020\"}",
          where, KEY, DEVICE, DEVICE);
    }
    if (device.isMissingNode()) {
      throw CliException.usage(
          "%s: %s names no \"%s\"; name one, for example {\"%s\": \"xc7z020\"}",
          where, KEY, DEVICE, DEVICE);
    }
    if (!clock.isMissingNode() && (!clock.isInt() || clock.intValue() < 1)) {
      throw CliException.usage(
          "%s: %s has \"%s\": %s; it must be a whole number of at least 1",
          where, KEY, CLOCK, clock);
    }
    try {
      return new FoldTarget(
          Device.find(device.textValue()),
          clock.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(clock.intValue()));
    } catch (CostException e) {
      throw CliException.usage("%s: %s: %s", where, KEY, e.getMessage());
    }
  }

  /** As a file spells it. */
  Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(DEVICE, device.name());
    clockMHz.ifPresent(mhz -> entry.put(CLOCK, mhz));
    return entry;
  }
}
