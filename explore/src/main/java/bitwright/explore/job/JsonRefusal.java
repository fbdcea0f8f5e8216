package bitwright.explore.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a text is no record, in the words of the file instead of those of the parser. */
final class JsonRefusal {

  private JsonRefusal() {}

  /** One sentence without a full stop. */
  static String sentence(String text, JsonProcessingException e) {
    if (text.isBlank()) {
      return "the text is empty";
    }
    if (e instanceof StreamReadException) {
      return "not valid JSON at line %d, column %d"
          .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
    String place = e instanceof JsonMappingException mapping ? place(mapping) : "";
    String reason =
        e.getCause() instanceof IllegalArgumentException cause
            ? cause.getMessage().replaceAll("\\s*\\R\\s*", " ")
            : reason(e);
    return place.isEmpty() ? reason : place + ": " + reason;
  }

  private static String reason(JsonProcessingException e) {
    String original = String.valueOf(e.getOriginalMessage());
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no such key; the keys are "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (original.startsWith("Missing")) {
      return "the key is missing";
    }
    if (original.startsWith("Trailing token")) {
      return "something follows the object; remove it";
    }
    if (e instanceof ValueInstantiationException) {
      return "a value in it is null; give it a value";
    }
    return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? "it must be " + kind(mismatch.getTargetType())
        : "it has another form than Bitwright writes";
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number in range";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : kindOfObject(type);
  }

  private static String kindOfObject(Class<?> type) {
    return Map.class.isAssignableFrom(type) ? "an object with a key for each layer" : "an object";
  }

  /** As {@code targets[0].cycles}. */
  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }
}
