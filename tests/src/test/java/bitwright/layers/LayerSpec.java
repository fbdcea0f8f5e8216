package bitwright.layers;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One layer to be tried, in one line: {@code conv c=6 h=9 w=9 k=3x3 …}. What a specification leaves
 * open (weights, scales, inputs) follows from its seed.
 *
 * @param kind the kind of layer
 * @param settings by name; what is absent has the default that its reader names
 */
record LayerSpec(Kind kind, Map<String, String> settings) {

  /** The settings that a line may have. */
  private static final String[] NAMES = {
    "a", "auto", "axis", "b", "bias", "block", "bn", "c", "ceil", "cip", "d", "dims", "f", "fold",
    "form", "g", "h", "in", "join", "k", "m", "mode", "out", "ozp", "p", "pool", "relu", "s",
    "seed", "w", "weights", "ws", "wzp", "zp"
  };

  LayerSpec {
    settings = new TreeMap<>(settings);
    for (String name : settings.keySet()) {
      if (Arrays.binarySearch(NAMES, name) < 0) {
        throw new IllegalArgumentException("no setting '" + name + "' in " + settings);
      }
    }
  }

  /** The specification that {@link #toString()} wrote. */
  static LayerSpec parse(String line) {
    String[] words = line.trim().split("\\s+");
    Map<String, String> settings = new TreeMap<>();
    for (String word : Arrays.copyOfRange(words, 1, words.length)) {
      int equals = word.indexOf('=');
      if (equals < 1
          || settings.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("'" + word + "' is no new setting in '" + line + "'");
      }
    }
    return new LayerSpec(Kind.named(words[0]), settings);
  }

  boolean has(String name) {
    return settings.containsKey(name);
  }

  String text(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  long seed() {
    return Long.parseLong(text("seed", "1"));
  }

  boolean flag(String name) {
    return number(name, 0) == 1;
  }

  /** Numbers with x between them, for example {@code 3x1}. */
  int[] list(String name, int... otherwise) {
    return has(name)
        ? Arrays.stream(settings.get(name).split("x")).mapToInt(Integer::parseInt).toArray()
        : otherwise;
  }

  int channels() {
    return number("c", 1);
  }

  /** Height and width, or the length alone where there is one dimension. */
  int[] spatial() {
    int[] map = {number("h", 1), number("w", 1)};
    return number("dims", 2) == 1 ? new int[] {map[1]} : map;
  }

  /** The elements of the input map. */
  int elements() {
    return channels() * number("h", 1) * number("w", 1);
  }

  /**
   * Runs a trial; what it throws is told with the specification, its seed and how to repeat it.
   *
   * @throws AssertionError if the trial fails
   */
  void tell(Runnable trial) {
    try {
      trial.run();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          ("layer '%s' of seed %d: %s%nto repeat it: mvn -pl tests -am test -Dtest=RandomLayerTest"
                  + " -Dsurefire.failIfNoSpecifiedTests=false \"-Dbitwright.layer=%s\"")
              .formatted(this, seed(), e.getMessage() == null ? e : e.getMessage(), this),
          e);
    }
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(kind.toString());
    settings.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }
}
