package bitwright.sim.stream;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The first breach of a stream's rules.
 *
 * @param rule the rule
 * @param stream {@code s_axis}, {@code m_axis}, or the name of the layer whose output it is
 * @param cycle when, counted from the first cycle after reset; negative in reset
 * @param detail more about the place, or empty
 */
public record StreamViolation(StreamRule rule, String stream, long cycle, String detail) {

  /**
   * Nothing moves any more.
   *
   * @param states all streams, from the input to the output
   * @param cycle when patience ended
   */
  public static StreamViolation deadlock(List<StreamState> states, long cycle) {
    String detail = states.stream().map(StreamState::toString).collect(Collectors.joining("; "));
    return new StreamViolation(
        StreamRule.DEADLOCK, StreamState.stuck(states).name(), cycle, detail);
  }

  /** One sentence. */
  @Override
  public String toString() {
    String more = detail.isEmpty() ? "" : ": " + detail;
    return "stream %s %s in cycle %d%s".formatted(stream, rule.breach(), cycle, more);
  }
}
