package bitwright.hw.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML with indentation; the elements of one namespace prefix. */
final class Xml {

  private final String prefix;
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  Xml(String prefix) {
    this.prefix = prefix;
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /** Opens an element; attributes come as name, value, name, value. */
  Xml open(String name, String... attributes) {
    indent().append('<').append(prefix).append(name);
    attributes(attributes).append(">\n");
    open.push(name);
    return this;
  }

  /** Closes the innermost element. */
  Xml close() {
    String name = open.pop();
    indent().append("</").append(prefix).append(name).append(">\n");
    return this;
  }

  /** An element with text. */
  Xml leaf(String name, Object content, String... attributes) {
    indent().append('<').append(prefix).append(name);
    attributes(attributes).append('>').append(escape(content.toString()));
    text.append("</").append(prefix).append(name).append(">\n");
    return this;
  }

  /** An element without content. */
  Xml empty(String name, String... attributes) {
    indent().append('<').append(prefix).append(name);
    attributes(attributes).append("/>\n");
    return this;
  }

  private StringBuilder indent() {
    return text.append("  ".repeat(open.size()));
  }

  private StringBuilder attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escape(attributes[i + 1])).append('"');
    }
    return text;
  }

  static String escape(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The document. */
  String text() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("open elements: " + open);
    }
    return text.toString();
  }
}
