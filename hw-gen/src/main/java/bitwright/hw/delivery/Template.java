package bitwright.hw.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes, {@code @name@}. Holes that nothing fills and values that no hole takes are
 * errors, so that text and program cannot drift apart.
 */
final class Template {

  private static final Pattern HOLE = Pattern.compile("@([a-z_]+)@");

  private final String resource;
  private final TreeMap<String, String> values = new TreeMap<>();

  private Template(String resource) {
    this.resource = resource;
  }

  /** A resource beside this package. */
  static Template of(String resource) {
    return new Template(resource);
  }

  /** What fills a hole. */
  Template with(String hole, Object value) {
    values.put(hole, value.toString());
    return this;
  }

  /** The text with its holes filled. */
  String text() {
    Set<String> unused = new TreeSet<>(values.keySet());
    String filled =
        HOLE.matcher(read())
            .replaceAll(
                hole -> {
                  unused.remove(hole.group(1));
                  return Matcher.quoteReplacement(value(hole));
                });
    if (!unused.isEmpty()) {
      throw new IllegalStateException(resource + " has no holes " + unused);
    }
    return filled;
  }

  private String value(MatchResult hole) {
    String value = values.get(hole.group(1));
    if (value == null) {
      throw new IllegalStateException("nothing fills " + hole.group() + " of " + resource);
    }
    return value;
  }

  private String read() {
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no template " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
