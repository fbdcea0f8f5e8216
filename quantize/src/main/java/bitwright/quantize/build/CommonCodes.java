package bitwright.quantize.build;

import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.ImportException;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Passing;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The one stream of codes that a source gives, from which all that is asked of it follows.
 *
 * @param steps from the source's numbers to the quantizer
 * @param quantize the quantizer
 * @param length how many steps of each demand's path lie behind, the quantizer included
 */
record CommonCodes(List<Step> steps, Step.Quantize quantize, int length) {

  CommonCodes {
    steps = List.copyOf(steps);
  }

  /**
   * The codes of the only demand, or of the last quantizer that all demands have in common.
   *
   * @throws ImportException if there is none
   */
  static CommonCodes of(Source source, List<Demand> demands) {
    Demand first = demands.get(0);
    if (demands.size() == 1) {
      return new CommonCodes(first.steps(), first.quantize(), first.path().size());
    }
    int length = common(demands);
    if (length == 0) {
      throw ImportException.of(
          "%s is quantized in two ways, by %s and by %s, but a layer gives one stream of codes; let"
              + " both use one quantizer",
          source.label(), first.quantize().label(), demands.get(1).quantize().label());
    }
    List<Step> path = first.path();
    return new CommonCodes(
        path.subList(0, length - 1), (Step.Quantize) path.get(length - 1), length);
  }

  /** The codes that pass: they come as they are. */
  static CommonCodes of(Passing passing) {
    CodedSignal first = passing.inputs().get(0);
    return new CommonCodes(List.of(meaning(first.quantize())), first.quantize(), 2);
  }

  /** The quantizer. */
  Quantizer quantizer() {
    return quantize.quantizer();
  }

  /** Whether these codes are what is asked. */
  boolean holds(Demand demand) {
    return demand.path().size() == length && demand.steps().equals(steps);
  }

  /** From the images of these codes to the quantizer of a demand. */
  List<Step> remaining(Demand demand) {
    List<Step> remaining = new ArrayList<>(List.of(meaning(quantize)));
    remaining.addAll(demand.after(length));
    return remaining;
  }

  /** From images to real numbers. */
  private static Step meaning(Step.Quantize quantize) {
    return new Step.Affine(Coefficients.all(quantize.unit()), Coefficients.ZERO);
  }

  /** How many steps up to a quantizer all demands have in common; 0 if there is none. */
  private static int common(List<Demand> demands) {
    List<Step> first = demands.get(0).path();
    int common = 0;
    for (int i = 0; i < first.size(); i++) {
      int at = i;
      boolean same =
          demands.stream()
              .allMatch(d -> d.path().size() > at && d.path().get(at).equals(first.get(at)));
      if (!same) {
        break;
      }
      common = first.get(i) instanceof Step.Quantize ? i + 1 : common;
    }
    return common;
  }
}
