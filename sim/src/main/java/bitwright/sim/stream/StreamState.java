package bitwright.sim.stream;

import java.util.List;

/**
 * Where a stream stands when nothing moves any more.
 *
 * @param name its name
 * @param beats the beats that passed
 * @param expected the beats that should pass in all
 * @param valid whether one is offered
 * @param ready whether one would be taken
 */
public record StreamState(String name, long beats, long expected, boolean valid, boolean ready) {

  /**
   * The stream to blame: the last one whose offer is not taken; if there is none, the first one
   * that still owes beats.
   *
   * @param states all streams, from the input to the output
   */
  public static StreamState stuck(List<StreamState> states) {
    for (int i = states.size() - 1; i >= 0; i--) {
      if (states.get(i).valid && !states.get(i).ready) {
        return states.get(i);
      }
    }
    return states.stream()
        .filter(state -> state.beats < state.expected)
        .findFirst()
        .orElse(states.get(states.size() - 1));
  }

  /** One line. */
  @Override
  public String toString() {
    String state = valid ? (ready ? "taken" : "offered, not taken") : "nothing offered";
    return "%s passed %d of %d beats, %s".formatted(name, beats, expected, state);
  }
}
