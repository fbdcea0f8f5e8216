package bitwright.cost.calibration;

import bitwright.cost.CostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reader of JSON: objects as maps, arrays as lists, strings, doubles, booleans and null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The value of a text; throws {@link CostException} if it is not JSON. */
  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.blanks();
    if (json.at < text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  /** A value as an object. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value, String name) {
    if (value instanceof Map) {
      return (Map<String, Object>) value;
    }
    throw new CostException("%s is not a JSON object".formatted(name));
  }

  /** A value as a number. */
  static double number(Object value, String name) {
    if (value instanceof Double number) {
      return number;
    }
    throw new CostException("%s is not a number".formatted(name));
  }

  private Object value() {
    blanks();
    if (at == text.length()) {
      throw unexpected();
    }
    return switch (text.charAt(at)) {
      case '{' -> members();
      case '[' -> elements();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    take('{');
    while (!next('}')) {
      if (!members.isEmpty()) {
        take(',');
        blanks();
      }
      String key = string();
      blanks();
      take(':');
      members.put(key, value());
    }
    take('}');
    return members;
  }

  private List<Object> elements() {
    List<Object> elements = new ArrayList<>();
    take('[');
    while (!next(']')) {
      if (!elements.isEmpty()) {
        take(',');
      }
      elements.add(value());
    }
    take(']');
    return elements;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    take('"');
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
        if ("\"\\/".indexOf(c) < 0) {
          throw unexpected();
        }
      }
      string.append(c);
    }
    take('"');
    return string.toString();
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> {
        try {
          yield Double.valueOf(word);
        } catch (NumberFormatException e) {
          at = start;
          throw unexpected();
        }
      }
    };
  }

  private boolean next(char c) {
    blanks();
    return at < text.length() && text.charAt(at) == c;
  }

  private void take(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw unexpected();
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private CostException unexpected() {
    return new CostException("the text is no JSON at character %d".formatted(at));
  }
}
