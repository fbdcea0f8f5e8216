package bitwright.arith.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The last few values of a function without side effects: whoever asks for one again need not
 * compute it again. May be used by several threads at once.
 *
 * @param <K> arguments, compared by {@code equals}; see {@link Same}
 * @param <V> values, never null
 */
public final class Recent<K, V> {
  private final Map<K, V> known;

  /**
   * Remembers so many values.
   *
   * @param most how many; the one that has not been asked for the longest is forgotten first
   */
  public Recent(int most) {
    known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /** The value of an argument. */
  public V get(K key, Function<? super K, ? extends V> function) {
    V value;
    synchronized (known) {
      value = known.get(key);
    }
    if (value == null) {
      value = function.apply(key);
      synchronized (known) {
        known.put(key, value);
      }
    }
    return value;
  }

  /**
   * An argument that equals itself alone, where comparing contents would take longer than it saves.
   *
   * @param value what is never changed
   */
  public record Same(Object value) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Same same && same.value == value;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }
}
