package bitwright.explore.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a study was done with. */
final class StudyTools {

  private StudyTools() {}

  static Map<String, String> names(List<StudyPoint> points) {
    Map<String, String> names = new LinkedHashMap<>();
    String version = StudyTools.class.getPackage().getImplementationVersion();
    names.put("Bitwright", version == null ? "built from source" : version);
    names.put("Java", Runtime.version().toString());
    points.stream()
        .map(StudyPoint::finalist)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            f -> {
              names.put("simulator", f.simulator());
              names.put("synthesizer", f.synthesizer() + ", one seed");
            });
    names.put("seeds", "none: quantization draws no random numbers");
    return names;
  }
}
