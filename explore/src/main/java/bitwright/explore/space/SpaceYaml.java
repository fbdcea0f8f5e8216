package bitwright.explore.space;

import bitwright.explore.job.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a space with all shorthands spelled out. */
final class SpaceYaml {

  private final StringBuilder text = new StringBuilder();

  private SpaceYaml() {}

  static String text(Space space) {
    SpaceYaml yaml = new SpaceYaml();
    yaml.write(space);
    return yaml.text.toString();
  }

  private void write(Space space) {
    space.notes().forEach(note -> line("# %s", note));
    line("title: %s", quoted(space.title()));
    SpaceData data = space.data();
    line("data:");
    line("  inputs: %s", quoted(data.inputs()));
    line("  labels: %s", quoted(data.labels()));
    line("  calibration: %s", quoted(data.calibration()));
    line("  calibrationImages: %d", data.calibrationImages());
    line("  images: %d", data.images());
    line("  bytes: %s", data.bytes());
    line("input: %s", space.input());
    line("formats:");
    for (FormatGroup group : space.groups()) {
      line("  - names: %s", pairs(group.pairs()));
      line("    techniques: %s", techniques(group.techniques()));
    }
    line("weightScales: %s", list(space.scales().weights()));
    line("activationScales: %s", list(space.scales().activations()));
    line("granularity: %s", list(space.scales().granularities()));
    line("scaleFormat: %s", list(space.scales().formats()));
    line("targets:");
    for (Target target : space.targets()) {
      line(
          "  - {devices: %s, cells: %s, cycles: %d}",
          target.device(), target.cells(), target.cycles());
    }
    line(
        "halving: %s",
        space
            .halving()
            .map(
                h ->
                    "{first: %d, keep: %s}"
                        .formatted(
                            h.first(),
                            h.keep().isPresent() ? number(h.keep().getAsDouble()) : "front"))
            .orElse("none"));
    line(
        "finalists: %s",
        space.finalists().isWanted()
            ? "{least: %d, vectors: %d}"
                .formatted(space.finalists().least(), space.finalists().vectors())
            : "none");
    if (space.allocation().isEmpty()) {
      line("allocate: none");
    } else {
      AllocationChoice allocation = space.allocation().get();
      line("allocate:");
      line("  formats: %s", pairs(allocation.formats()));
      line(
          "  budgets: %s",
          list(allocation.budgets().stream().map(BudgetChoice::toString).toList()));
      line(
          "  importance: %s",
          list(
              allocation.importance().stream()
                  .map(i -> i.name().toLowerCase(Locale.ROOT))
                  .toList()));
      line("  techniques: %s", techniques(allocation.techniques()));
    }
  }

  private void line(String format, Object... arguments) {
    text.append(format.formatted(arguments)).append('\n');
  }

  private static String pairs(List<FormatPair> pairs) {
    return list(pairs.stream().map(FormatPair::toString).toList());
  }

  private static String techniques(List<List<String>> techniques) {
    return list(techniques.stream().map(t -> t.isEmpty() ? "none" : String.join("+", t)).toList());
  }

  private static String list(List<String> words) {
    return words.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  /** Shares have a point whatever the language of the machine. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%s", value);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
