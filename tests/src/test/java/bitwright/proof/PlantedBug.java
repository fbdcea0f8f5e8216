package bitwright.proof;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fault put into a module's text, which a proof must find.
 *
 * @param what the fault, in words
 * @param module the module that gets it
 * @param right text that occurs exactly once in the module
 * @param wrong what replaces it
 * @param rule the rule that must be found broken, without its {@code rule_}
 */
record PlantedBug(String what, String module, String right, String wrong, String rule) {

  /** The modules with the fault. */
  SortedMap<String, String> in(SortedMap<String, String> modules) {
    String text = modules.get(module);
    int at = text == null ? -1 : text.indexOf(right);
    if (at < 0 || text.indexOf(right, at + 1) >= 0) {
      throw new IllegalStateException(
          "the fault '%s' has no single place in module %s:%n%s".formatted(what, module, text));
    }
    SortedMap<String, String> faulty = new TreeMap<>(modules);
    faulty.put(module, text.replace(right, wrong));
    return faulty;
  }

  @Override
  public String toString() {
    return module + ": " + what;
  }
}
