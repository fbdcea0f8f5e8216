package bitwright.explore.space;

import bitwright.quantize.ptq.QuantizationSpec;
import bitwright.quantize.ptq.WritableFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Checks names that users write, and says what they may have meant. */
public final class FormatCheck {

  private static final List<String> EXAMPLES = examples();

  private FormatCheck() {}

  /**
   * Checks the format of weights.
   *
   * @throws IllegalArgumentException in one sentence, if it is none that a file can hold
   */
  public static void weights(String name) {
    known(name);
    WritableFormats.requireWeights(name);
  }

  /**
   * Checks the format of feature maps.
   *
   * @throws IllegalArgumentException in one sentence, if it is none that a file can hold
   */
  public static void activations(String name) {
    known(name);
    WritableFormats.requireActivations(name);
  }

  /**
   * Checks the name of a technique, of which {@code smooth} may have a parameter.
   *
   * @throws IllegalArgumentException in one sentence that names the nearest
   */
  public static void technique(String name) {
    String base = name.startsWith("smooth:") ? "smooth" : name;
    if (!QuantizationSpec.TECHNIQUES.contains(base)) {
      throw new IllegalArgumentException(
          "technique '%s' is unknown%s"
              .formatted(name, Entry.choice(name, QuantizationSpec.TECHNIQUES)));
    }
  }

  /** Refuses what is no format: {@code 'imt4' is no format; did you mean int4? examples are …}. */
  static void known(String name) {
    try {
      QuantizationSpec.of(name, name);
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      int unknown = reason.startsWith("unknown format") ? reason.indexOf("; ") : -1;
      if (unknown < 0) {
        throw e;
      }
      String hint = NearestName.hint(name, EXAMPLES);
      throw new IllegalArgumentException(
          "'%s' is no format%s%s"
              .formatted(name, hint.isEmpty() ? "; " : hint + " ", reason.substring(unknown + 2)),
          e);
    }
  }

  private static List<String> examples() {
    List<String> names = new ArrayList<>();
    IntStream.rangeClosed(2, 16).forEach(b -> names.addAll(List.of("int" + b, "uint" + b)));
    IntStream.rangeClosed(3, 8).forEach(b -> names.addAll(FormatReader.splits(b)));
    IntStream.rangeClosed(3, 8).forEach(b -> names.add("minifloat" + b));
    IntStream.rangeClosed(2, 8).forEach(b -> names.addAll(List.of("pot" + b, "pot" + b + "z")));
    names.addAll(List.of("ternary", "bipolar1"));
    return List.copyOf(names);
  }
}
