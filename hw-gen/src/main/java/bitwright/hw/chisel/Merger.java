package bitwright.hw.chisel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Merges equal modules of a FIRRTL circuit. Chisel writes a module for every instance, numbered
 * where names repeat; a circuit's name stands for its logic, so all modules of one name must be
 * equal, and one of them is kept; of external modules, one for each set of parameters. That saves
 * firtool nearly all of its work on large designs, and shows two different circuits that claim one
 * name.
 */
final class Merger {
  private static final Pattern MODULE = Pattern.compile("(?m)^  (?:public )?(ext)?module (\\w+) ");
  private static final Pattern ANNOTATIONS =
      Pattern.compile("(?s)\\ncircuit \\w+ :%\\[(\\[.*?\\n\\])\\]");
  private static final Pattern NEXT = Pattern.compile("(?m)^  \\S");
  private static final Pattern INSTANCE = Pattern.compile("(?m)^(\\s+inst \\w+ of )(\\w+)");

  private final Map<String, String> circuitNames;
  private final Map<String, String> kept = new HashMap<>();
  private final Map<String, String> keptName = new HashMap<>();
  private final Map<String, String> replacement = new HashMap<>();

  private Merger(Map<String, String> circuitNames) {
    this.circuitNames = circuitNames;
  }

  /**
   * The circuit with one module per circuit name.
   *
   * @param circuitNames the circuit name of every module that Chisel may have numbered
   */
  static String merge(String firrtl, Map<String, String> circuitNames) {
    return new Merger(circuitNames).merge(firrtl);
  }

  private String merge(String firrtl) {
    StringBuilder result = new StringBuilder();
    Matcher module = MODULE.matcher(firrtl);
    Matcher next = NEXT.matcher(firrtl);
    int copied = 0;
    Matcher annotations = ANNOTATIONS.matcher(firrtl);
    if (annotations.find()) {
      result.append(firrtl, 0, annotations.start(1)).append(withoutGroups(annotations.group(1)));
      copied = annotations.end(1);
    }
    while (module.find()) {
      int end = next.find(module.end()) ? next.start() : firrtl.length();
      result.append(firrtl, copied, module.start());
      result.append(keep(module, renameInstances(firrtl.substring(module.start(), end))));
      copied = end;
    }
    return result.append(firrtl, copied, firrtl.length()).toString();
  }

  /** Annotations without those that ask firtool to do what is done here. */
  private static String withoutGroups(String json) {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode rest = mapper.createArrayNode();
    try {
      for (JsonNode annotation : mapper.readTree(json)) {
        if (!annotation.path("class").asText().equals("firrtl.transforms.DedupGroupAnnotation")) {
          rest.add(annotation);
        }
      }
      return mapper.writeValueAsString(rest);
    } catch (JsonProcessingException e) {
      throw new HardwareException("Chisel's annotations are no JSON: " + e.getMessage(), e);
    }
  }

  /** The module's text the first time, nothing afterwards. Children come before their parents. */
  private String keep(Matcher module, String text) {
    String name = module.group(2);
    String body = text.substring(text.indexOf('\n'));
    boolean external = module.group(1) != null;
    String key = external ? body : circuitNames.getOrDefault(name, name);
    String first = kept.putIfAbsent(key, body);
    if (first == null) {
      keptName.put(key, name);
      return text;
    }
    if (!first.equals(body)) {
      throw new HardwareException(
          "two different circuits are named %s; a name must carry every parameter that changes the logic"
              .formatted(key));
    }
    replacement.put(name, keptName.get(key));
    return "";
  }

  private String renameInstances(String text) {
    return INSTANCE
        .matcher(text)
        .replaceAll(m -> m.group(1) + replacement.getOrDefault(m.group(2), m.group(2)));
  }
}
