package bitwright.explore.space;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML file that knows its place, so that whatever is wrong with it can be said in one
 * sentence: {@code space s.yaml, line 7: formats[2].pairs is 'produkt'; did you mean product? use
 * equal, product}.
 *
 * @param source what the file is, and its name, for example {@code space s.yaml}
 * @param path the keys and positions that lead here, empty for the document
 * @param node the value
 */
record Entry(String source, String path, Node node) {

  /**
   * The document in a text.
   *
   * @throws IllegalArgumentException in one sentence, if it is neither YAML nor JSON
   */
  static Entry document(String source, String text) {
    // JSON may be indented by tabs, which YAML refuses; within its strings there are none.
    String spaced = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    Node document;
    try {
      document = new Yaml(new LoaderOptions()).compose(new StringReader(spaced));
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(
          "%s, line %d: it is not YAML: %s"
              .formatted(
                  source,
                  e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
                  e.getProblem()),
          e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(
          "%s is not YAML: %s".formatted(source, e.getMessage().replaceAll("\\s*\\R\\s*", " ")), e);
    }
    if (document == null) {
      throw new IllegalArgumentException(source + " is empty");
    }
    return new Entry(source, "", document);
  }

  /** The document in a file. */
  static Entry document(String what, Path file) {
    String source = what + " " + file;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(source + " is not a file");
    }
    try {
      return document(source, Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          source + " cannot be read: it is not text in UTF-8, or there is no permission", e);
    }
  }

  /** A refusal of this value. */
  IllegalArgumentException refuse(String reason, Object... arguments) {
    return new IllegalArgumentException(
        "%s, line %d: %s %s"
            .formatted(
                source,
                node.getStartMark().getLine() + 1,
                path.isEmpty() ? "the document" : path,
                arguments.length == 0 ? reason : reason.formatted(arguments)));
  }

  /** Runs what may refuse the value in a sentence of its own. */
  void check(Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw refuse("cannot be: %s", e.getMessage());
    }
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The values of a map, whose keys must be among those that are known. */
  Map<String, Entry> fields(List<String> known) {
    if (!(node instanceof MappingNode map)) {
      throw refuse("is %s; use a map of %s", kind(), String.join(", ", known));
    }
    Map<String, Entry> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      Entry name =
          new Entry(source, path.isEmpty() ? "the key" : path + ", the key", tuple.getKeyNode());
      String key = name.text();
      if (!known.contains(key)) {
        throw name.refuse("'%s' is unknown%s", key, choice(key, known));
      }
      Entry value =
          new Entry(source, path.isEmpty() ? key : path + "." + key, tuple.getValueNode());
      if (fields.put(key, value) != null) {
        throw value.refuse("stands twice; keep one of them");
      }
    }
    return fields;
  }

  /** The elements of a list; anything else is a list of one. */
  List<Entry> elements() {
    if (!(node instanceof SequenceNode list)) {
      return List.of(this);
    }
    if (list.getValue().isEmpty()) {
      throw refuse("is empty; name at least one or leave the key out");
    }
    List<Entry> elements = new ArrayList<>();
    for (Node element : list.getValue()) {
      elements.add(new Entry(source, "%s[%d]".formatted(path, elements.size()), element));
    }
    return elements;
  }

  /** A text. */
  String text() {
    if (!(node instanceof ScalarNode scalar) || isNull()) {
      throw refuse("is %s; use a text", kind());
    }
    return scalar.getValue().strip();
  }

  /** A text of a few that are allowed. */
  String oneOf(List<String> allowed) {
    String text = text();
    if (!allowed.contains(text)) {
      throw refuse("is '%s'%s", text, choice(text, allowed));
    }
    return text;
  }

  /**
   * What is allowed instead, the nearest first: {@code "; did you mean pairs? use equal, list"}.
   */
  static String choice(String name, List<String> allowed) {
    String hint = NearestName.hint(name, allowed);
    return (hint.isEmpty() ? "; use " : hint + " use ") + String.join(", ", allowed);
  }

  /** Texts of a few that are allowed, each once. */
  List<String> someOf(List<String> allowed) {
    Set<String> some = new LinkedHashSet<>();
    elements().forEach(element -> some.add(element.oneOf(allowed)));
    return List.copyOf(some);
  }

  /** A whole number within bounds. */
  int integer(int least, int most) {
    Optional<Integer> value = number().filter(v -> v == Math.rint(v)).map(Double::intValue);
    return value
        .filter(v -> v >= least && v <= most)
        .orElseThrow(
            () ->
                refuse(
                    "is %s; use a whole number %s",
                    kind(),
                    most == Integer.MAX_VALUE
                        ? "from %d on".formatted(least)
                        : "from %d to %d".formatted(least, most)));
  }

  /** A number above zero and up to one. */
  double share() {
    return number()
        .filter(v -> v > 0 && v <= 1)
        .orElseThrow(() -> refuse("is %s; use a share above 0 and up to 1, as in 0.5", kind()));
  }

  /** A share, or empty for the word {@code front}. */
  OptionalDouble shareUnlessFront() {
    if (kind().equals("'front'")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        number()
            .filter(v -> v > 0 && v <= 1)
            .orElseThrow(
                () ->
                    refuse("is %s; use front, or a share above 0 and up to 1, as in 0.5", kind())));
  }

  private Optional<Double> number() {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.parseDouble(scalar.getValue().replace("_", "")))
          .filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What stands here, in a word or as it is written. */
  String kind() {
    if (isNull()) {
      return "empty";
    }
    return node instanceof ScalarNode scalar
        ? "'%s'".formatted(scalar.getValue())
        : isMap() ? "a map" : "a list";
  }
}
