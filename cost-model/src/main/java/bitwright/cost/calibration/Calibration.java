package bitwright.cost.calibration;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The coefficients by which the terms of a primitive's LUTs are multiplied; 1 where there is none.
 *
 * @param tool the synthesis tool as it names itself; empty if there is none
 * @param command the command that fitted the coefficients
 * @param coefficients primitive to term to coefficient, none negative
 */
public record Calibration(
    String tool, String command, Map<String, Map<String, Double>> coefficients)
    implements Coefficients {

  private static final Calibration NONE = new Calibration("", "", Map.of());
  private static final Map<Family, Calibration> INCLUDED = included();

  /** Keeps an unmodifiable copy and checks the signs. */
  public Calibration {
    Map<String, Map<String, Double>> copy = new TreeMap<>();
    coefficients.forEach(
        (primitive, terms) ->
            copy.put(primitive, Collections.unmodifiableMap(new TreeMap<>(terms))));
    coefficients = Collections.unmodifiableMap(copy);
    for (Map<String, Double> terms : coefficients.values()) {
      terms.forEach(Calibration::check);
    }
  }

  private static void check(String term, double coefficient) {
    if (!(coefficient >= 0) || Double.isInfinite(coefficient)) {
      throw new CostException(
          "coefficient %s of term '%s' is not a number of at least 0".formatted(coefficient, term));
    }
  }

  /** No corrections. */
  public static Calibration none() {
    return NONE;
  }

  /** The coefficients of a family that are part of Bitwright; none if there are none. */
  public static Calibration of(Family family) {
    return INCLUDED.get(family);
  }

  private static Map<Family, Calibration> included() {
    Map<Family, Calibration> all = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      all.put(family, load(family.key() + ".json"));
    }
    return all;
  }

  private static Calibration load(String resource) {
    try (InputStream stream = Calibration.class.getResourceAsStream(resource)) {
      return stream == null
          ? NONE
          : parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads {@code {"tool": "…", "command": "…", "coefficients": {"adder": {"bits": 1.02}}}}; further
   * keys are passed over.
   *
   * @throws CostException if the text is something else
   */
  public static Calibration parse(String json) {
    Map<String, Object> root = Json.object(Json.parse(json), "the calibration");
    Map<String, Map<String, Double>> coefficients = new TreeMap<>();
    Json.object(root.get("coefficients"), "coefficients")
        .forEach(
            (primitive, value) -> {
              Map<String, Double> terms = new TreeMap<>();
              Json.object(value, primitive)
                  .forEach((term, number) -> terms.put(term, Json.number(number, term)));
              coefficients.put(primitive, terms);
            });
    return new Calibration(
        String.valueOf(root.getOrDefault("tool", "")),
        String.valueOf(root.getOrDefault("command", "")),
        coefficients);
  }

  /** The coefficient of a term; 1 if there is none. */
  @Override
  public double coefficient(String primitive, String term) {
    Map<String, Double> terms = coefficients.get(primitive);
    Double coefficient = terms == null ? null : terms.get(term);
    return coefficient == null ? 1 : coefficient;
  }
}
