package bitwright.explore.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** Jobs and results as canonical JSON: one line, components in the order of the records. */
public final class JobJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          // Questions such as isFailure are no components.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private JobJson() {}

  /** Writes a record. */
  public static String text(Record value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Class<?> type) {
    return type == JobSpec.class
        ? "job"
        : type == JobResult.class ? "result" : type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException in one sentence, if the text is no such record
   */
  public static <T extends Record> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no %s: %s".formatted(name(type), JsonRefusal.sentence(text, e)), e);
    }
  }
}
