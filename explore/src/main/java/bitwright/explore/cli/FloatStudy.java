package bitwright.explore.cli;

import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.ToolMissingException;
import bitwright.explore.emit.Scheduler;
import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobSpec;
import bitwright.explore.journal.Journal;
import bitwright.explore.pool.Shard;
import bitwright.explore.space.Space;
import bitwright.explore.space.SpaceReader;
import bitwright.explore.study.Caution;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.StudyRunner;
import bitwright.explore.study.report.StudyReport;
import bitwright.quantize.ImportException;
import bitwright.quantize.real.FloatModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The study of float networks that {@code explore} makes. */
final class FloatStudy {

  private final Home home;
  private final Console console;
  private final Map<String, DataFile> models;

  private FloatStudy(Home home, Console console, Map<String, DataFile> models) {
    this.home = home;
    this.console = console;
    this.models = models;
  }

  /** A study, if the networks are float networks; empty if they are not. */
  static Optional<FloatStudy> of(Home home, Console console, List<String> names) {
    Map<String, DataFile> models = new LinkedHashMap<>();
    List<String> quantized = new ArrayList<>();
    for (String name : names) {
      if (home.bundled().contains(name)) {
        quantized.add(name);
        continue;
      }
      Path path = FloatModel.find(home, name);
      try {
        if (FloatModels.isFloat(Files.readAllBytes(path))) {
          models.put(FloatModel.shortName(path), DataFile.of(path));
        } else {
          quantized.add(name);
        }
      } catch (ImportException e) {
        throw CliException.data("MODEL %s: %s", name, e.getMessage());
      } catch (IOException e) {
        throw CliException.data("MODEL %s cannot be read: %s", name, OutputFile.reason(e));
      }
    }
    if (!models.isEmpty() && !quantized.isEmpty()) {
      throw CliException.usage(
          "MODEL %s is quantized, but %s is not; explore one kind at a time",
          quantized.get(0), models.keySet().iterator().next());
    }
    if (models.isEmpty()) {
      return Optional.empty();
    }
    if (models.size() < names.size()) {
      throw CliException.usage("two networks have the same name; rename one of the files");
    }
    return Optional.of(new FloatStudy(home, console, models));
  }

  /** Makes the study, or a part of it. */
  int run(Path folder, Optional<Path> spaceFile, boolean resume, String shard, Integer jobs) {
    if (jobs != null && jobs < 1) {
      throw CliException.usage("--jobs %d is not allowed; use at least 1", jobs);
    }
    int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    Optional<Shard> part = Optional.ofNullable(shard).map(FloatStudy::shard);
    try {
      Space space = SpaceReader.read(spaceFile.orElseGet(this::bundledSpace));
      requireFolder(folder, resume);
      Interrupts.resumable();
      if (part.isPresent()) {
        int done = withRunner(space, folder, threads, runner -> runner.runShard(part.get()));
        console
            .out()
            .printf(
                "Shard %s: %s in %s.%n",
                part.get(), Words.count(done, "job") + (done == 1 ? " is" : " are"), folder);
        return ExitCode.OK;
      }
      Study study = withRunner(space, folder, threads, StudyRunner::run);
      study.conclusion().stream()
          .filter(paragraph -> paragraph.startsWith(Caution.BEGIN))
          .forEach(caution -> console.log("%s", caution));
      StudyReport.write(study, folder);
      print(study, folder);
      return exitCode(study);
    } catch (IOException e) {
      throw OutputFile.unwritable("--out", folder, e);
    } catch (IllegalArgumentException e) {
      throw CliException.data("%s", e.getMessage());
    } catch (ToolMissingException | SynthesisException e) {
      throw new CliException(ExitCode.TOOL, "%s", e.getMessage());
    }
  }

  /** Hardware of a finalist that differs from the golden model is what 1 means, here too. */
  static int exitCode(Study study) {
    boolean same =
        study.points().stream()
            .flatMap(point -> point.finalist().stream())
            .allMatch(finalist -> finalist.mismatches() == 0);
    return same ? ExitCode.OK : ExitCode.DIVERGED;
  }

  private static Shard shard(String text) {
    try {
      return Shard.parse(text);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--%s", e.getMessage());
    }
  }

  /** Writes the jobs of the study for a cluster instead of doing them. */
  int emit(Path folder, Optional<Path> spaceFile, Scheduler scheduler) {
    try {
      Space space = SpaceReader.read(spaceFile.orElseGet(this::bundledSpace));
      List<JobSpec> jobs = StudyRunner.firstJobs(space, models);
      return EmittedJobs.write(home, console, scheduler, jobs, folder);
    } catch (IllegalArgumentException e) {
      throw CliException.data("%s", e.getMessage());
    }
  }

  private <T> T withRunner(Space space, Path folder, int threads, Function<StudyRunner, T> work) {
    try (Journal journal = Journal.open(folder);
        StageProgress progress = new StageProgress(console)) {
      return work.apply(new StudyRunner(space, models, folder, journal, threads, progress::at));
    }
  }

  private Path bundledSpace() {
    if (models.size() == 1) {
      String name = models.keySet().iterator().next();
      Path space = home.space(name);
      if (home.bundledFloat().contains(name) && Files.exists(space)) {
        return space;
      }
    }
    throw CliException.usage(
        "--space is missing; it names the images to calibrate on and to classify, formats and"
            + " devices, as %s does",
        "models/spaces/digits-cnn-float.yaml");
  }

  private static void requireFolder(Path folder, boolean resume) {
    OutputFolder.requireWritable("--out", folder);
    boolean begun = Journal.isIn(folder);
    if (resume && !begun) {
      throw CliException.usage("--resume: %s holds no study that was begun", folder);
    }
    try (var files = Files.exists(folder) ? Files.list(folder) : java.util.stream.Stream.empty()) {
      if (!begun && files.findAny().isPresent()) {
        throw CliException.usage(
            "--out %s holds other files (no %s); name a new or an empty folder",
            folder, Journal.FILE);
      }
    } catch (IOException e) {
      throw OutputFile.unwritable("--out", folder, e);
    }
  }

  private void print(Study study, Path folder) {
    Table table =
        new Table(
            "network",
            "weights × activations",
            "techniques",
            ">accuracy",
            "95 % interval",
            ">LUT",
            ">BRAM36",
            ">cycles",
            ">frames/s",
            ">LUT synthesized",
            ">codes compared");
    study.points().stream()
        .filter(p -> p.front() || p.finalist().isPresent())
        .sorted(
            java.util.Comparator.comparing(StudyPoint::model).thenComparing(p -> p.price().lut()))
        .forEach(
            p ->
                table.row(
                    p.model(),
                    (p.front() ? "* " : "  ") + p.formats(),
                    p.technique(),
                    Words.percent(p.accuracy()),
                    Words.percent(p.interval().low()) + " – " + Words.percent(p.interval().high()),
                    "%,d".formatted(p.price().lut()),
                    p.price().bram36(),
                    "%,d".formatted(p.price().cycles()),
                    "%,d".formatted(p.price().framesPerSecond()),
                    p.finalist().map(f -> "%,d".formatted(f.lut())).orElse("–"),
                    p.finalist()
                        .map(
                            f ->
                                f.mismatches() == 0
                                    ? "%,d".formatted(f.compared())
                                    : "%,d differ".formatted(f.mismatches()))
                        .orElse("–")));
    console.out().print(table.render(console));
    console.out().println("\n* on the front of accuracy, LUTs and cycles\n");
    study.conclusion().forEach(paragraph -> console.out().println(paragraph + "\n"));
    study.speed().forEach((what, value) -> console.log("%s: %s", what, value));
    console
        .out()
        .printf(
            "Wrote index.html, summary.md, points.csv, points.json and charts to %s: %,d points.%n",
            folder, study.points().size());
  }
}
