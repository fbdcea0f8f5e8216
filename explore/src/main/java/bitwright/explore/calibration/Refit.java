package bitwright.explore.calibration;

import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Calibration;
import bitwright.cost.calibration.Fit;
import bitwright.cost.calibration.HeldOut;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.calibration.TermCounts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fit to the designs that are not held out, and what it does for those that are.
 *
 * @param family the family
 * @param seed that of the split
 * @param fit the coefficients
 * @param all every design with its corrected formula
 * @param heldOut the held-out designs with their corrected formulas
 * @param uncorrected the same with all coefficients 1
 */
public record Refit(
    Family family, long seed, Fit fit, Comparison all, Comparison heldOut, Comparison uncorrected) {

  /** Fits the formulas of designs to their measurements. */
  public static Refit of(
      Family family, List<CalibrationDesign> designs, Collection<Measurement> rows, long seed) {
    Map<String, Function<Technology, Resources>> formulas =
        designs.stream()
            .collect(Collectors.toMap(CalibrationDesign::id, CalibrationDesign::formula));
    List<Measurement> known = rows.stream().filter(r -> formulas.containsKey(r.id())).toList();
    Set<String> held = HeldOut.of(known, seed);
    List<Fit.Sample> samples = new ArrayList<>();
    for (Measurement row : known) {
      if (!held.contains(row.id()) && row.found().lut() > 0) {
        var formula = formulas.get(row.id());
        samples.add(
            new Fit.Sample(
                TermCounts.of(family, formula),
                TermCounts.fixed(family, formula),
                row.found().lut()));
      }
    }
    Fit fit = Fit.of(samples, seed);
    Technology corrected = new Technology(family, new Calibration("", "", nested(fit)));
    Comparison all = Comparison.of(designs, known, corrected);
    Comparison plain = Comparison.of(designs, known, Technology.uncorrected(family));
    return new Refit(
        family,
        seed,
        fit,
        all,
        all.only(d -> held.contains(d.id())),
        plain.only(d -> held.contains(d.id())));
  }

  private static Map<String, Map<String, Double>> nested(Fit fit) {
    Map<String, Map<String, Double>> nested = new TreeMap<>();
    fit.coefficients()
        .forEach(
            (key, value) ->
                nested
                    .computeIfAbsent(key.primitive(), p -> new TreeMap<>())
                    .put(key.term(), value));
    return nested;
  }

  /** The coefficients, with what they come from. */
  public Calibration calibration(String tool, String command) {
    return new Calibration(tool, command, nested(fit));
  }

  /** The family's data file: coefficients, and the errors that they leave. */
  public String json(String tool, String command) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("family", family.key());
    map.put("tool", tool);
    map.put("command", command);
    map.put("designs", all.deviations().size());
    Map<String, Object> cross = new LinkedHashMap<>();
    cross.put("lambda", fit.lambda());
    cross.put("lutMedian", rounded(fit.crossMedian()));
    cross.put("lut90", rounded(fit.cross90()));
    map.put("crossValidation", cross);
    map.put("heldOutSeed", seed);
    map.put("heldOut", accuracy(heldOut.accuracy()));
    map.put("heldOutUncorrected", accuracy(uncorrected.accuracy()));
    Map<String, Object> primitives = new LinkedHashMap<>();
    heldOut.byPrimitive().forEach((name, accuracy) -> primitives.put(name, accuracy(accuracy)));
    map.put("heldOutByPrimitive", primitives);
    map.put("coefficients", nested(fit));
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(map)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> accuracy(Accuracy accuracy) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("designs", accuracy.designs());
    map.put("lutMedian", rounded(accuracy.lutMedian()));
    map.put("lut90", rounded(accuracy.lut90()));
    map.put("lutMean", rounded(accuracy.lutBias()));
    map.put("ffMedian", rounded(accuracy.ffMedian()));
    map.put("ffWorst", rounded(accuracy.ffWorst()));
    map.put("blocksWrong", accuracy.blocksWrong());
    return map;
  }

  private static double rounded(double share) {
    return Math.round(1e4 * share) / 1e4;
  }
}
