package bitwright.explore.study;

import java.util.List;
import java.util.Map;

/**
 * A finished study: all that its report shows.
 *
 * @param title what was asked
 * @param models the float networks
 * @param points the design points, in the order of the space
 * @param failed candidates that cannot be built
 * @param techniques what each technique changes
 * @param conclusion paragraphs that follow from the data, written by rules
 * @param configuration the resolved space as YAML
 * @param tools names and versions of what was used, and seeds
 * @param speed what was measured on the way, for example {@code images per second}
 */
public record Study(
    String title,
    List<StudyModel> models,
    List<StudyPoint> points,
    List<FailedPoint> failed,
    List<TechniqueEffect> techniques,
    List<String> conclusion,
    String configuration,
    Map<String, String> tools,
    Map<String, String> speed) {

  /** Keeps unmodifiable copies. */
  public Study {
    models = List.copyOf(models);
    points = List.copyOf(points);
    failed = List.copyOf(failed);
    techniques = List.copyOf(techniques);
    conclusion = List.copyOf(conclusion);
    tools = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(tools));
    speed = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(speed));
  }
}
