package bitwright.explore.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.allocate.Budget;
import bitwright.explore.allocate.Importance;
import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Target;
import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceReaderTest {

  private static final DataFile MODEL = new DataFile("float.onnx", "0");

  @TempDir Path folder;
  private SpaceFile file;

  @BeforeEach
  void data() {
    file = SpaceFile.in(folder);
  }

  @Test
  void formatsAreNamesPairsRangesAndProducts() {
    assertEquals(List.of("int4 × int4"), file.pairs("int4"));
    assertEquals(
        List.of("e2m1 × int4", "int8 × int8"), file.pairs("[e2m1 × int4, int8, e2m1 x int4]"));
    assertEquals(List.of("int3 × int3", "int4 × int4"), file.pairs("{integers: 3..4}"));
    assertEquals(
        List.of("int3 × int3", "int3 × int4", "int4 × int3", "int4 × int4"),
        file.pairs("{integers: [3, 4], pairs: product}"));
    assertEquals(
        List.of("e2m1 × e2m1", "e3m0 × e3m0", "pot3z × int4", "ternary × int2"),
        file.pairs("[{minifloats: 4}, pot3z × int4, ternary × int2]"));
    assertEquals(
        List.of("pot3z × int4", "pot3z × int8", "e2m1 × int4", "e2m1 × int8"),
        file.pairs("{weights: [{powersOfTwo: 3}, e2m1], activations: [int4, int8]}"));
    assertEquals(
        List.of("int3 × int5", "int4 × int6"),
        file.pairs("{weights: {integers: 3..4}, activations: {integers: 5..6}, pairs: list}"));
    assertEquals(
        List.of("e2m1 × e2m1", "e2m1 × int4", "int4 × e2m1", "int4 × int4"),
        file.pairs("{names: [e2m1, int4], pairs: product}"));
  }

  @Test
  void everySplitOfMinifloatsIsThereButThoseThatAreIntegers() {
    List<String> pairs = file.pairs("{minifloats: 3..8}");
    assertEquals(21, pairs.size());
    assertEquals(1, pairs.stream().filter("e2m0 × e2m0"::equals).count());
    assertTrue(pairs.contains("e7m0 × e7m0") && pairs.contains("e4m3 × e4m3"), pairs.toString());
    assertTrue(pairs.contains("e5m2finite × e5m2finite"), "every code is finite: " + pairs);
    assertTrue(pairs.stream().noneMatch(p -> p.startsWith("e1")), pairs.toString());
    assertEquals(1, file.with("formats: {minifloats: 3}").notes().size());
    assertEquals(0, file.with("formats: int4").notes().size());
  }

  @Test
  void techniquesStandAloneOrTogetherInTheOrderOfApplication() {
    assertEquals(List.of(List.of()), file.techniques("none"));
    assertEquals(
        List.of(List.of(), List.of("equalize", "gptq"), List.of("smooth:0.7")),
        file.techniques("[none, gptq+equalize, [equalize, gptq], 'smooth:0.7']"));
    List<List<String>> each = file.techniques("each");
    assertEquals(1 + QuantizationSpec.TECHNIQUES.size(), each.size());
    assertEquals(List.of(), each.get(0));
    Space own = file.with("formats: [{integers: 4, techniques: gptq}, int8]\ntechniques: each");
    assertEquals(List.of(List.of("gptq")), own.groups().get(0).techniques());
    assertEquals(8, own.groups().get(1).techniques().size());
  }

  @Test
  void jobsAreInTheOrderOfTheSpaceEachOnce() {
    Space space =
        file.with(
            """
            formats: [int4, {integers: 4..5}]
            weightScales: [absmax, mse]
            granularity: [tensor, channel]
            techniques: [none, gptq]
            """);
    List<JobSpec> jobs = space.jobs(MODEL);
    assertEquals(
        List.of(
            "int4 absmax tensor []",
            "int4 absmax tensor [gptq]",
            "int4 absmax channel []",
            "int4 absmax channel [gptq]",
            "int4 mse tensor []"),
        jobs.stream()
            .map(JobSpec::quantization)
            .map(
                q ->
                    "%s %s %s %s"
                        .formatted(q.weights(), q.weightScales(), q.granularity(), q.techniques()))
            .limit(5)
            .toList());
    assertEquals(16, jobs.size());
    assertEquals(16, new HashSet<>(jobs.stream().map(JobSpec::hash).toList()).size());
    assertEquals(10, jobs.get(0).images());
    assertEquals(4, space.jobs(MODEL, 4).get(0).images());
    assertEquals(3, jobs.get(0).calibrationImages());
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Space space = file.with("formats: int4");
    assertEquals(List.of(new Target("xc7z020", "portable", 4096)), space.targets());
    assertEquals(Optional.empty(), space.halving());
    assertEquals(new FinalistChoice(5, 10), space.finalists(), "no more vectors than images");
    assertEquals(space, file.read(space.yaml()), space.yaml());
    assertEquals(
        new FinalistChoice(2, 10), file.with("formats: int4\nfinalists: {least: 2}").finalists());
    assertEquals(Optional.empty(), space.allocation());
    assertEquals(ScaleChoices.DEFAULT, space.scales());
    assertEquals("uint8", space.input());
    assertEquals("pixels", space.data().bytes());
    assertEquals(QuantizationSpec.of("int4", "int4"), space.jobs(MODEL).get(0).quantization());
  }

  @Test
  void whatIsSaidIsRead() {
    Space space =
        file.read(
            """
            {"title": "Why?",
            \t"data": {"inputs": "x.npy", "labels": "y.npy", "calibration": "c.npy",
            \t  "calibrationImages": 2, "images": 8, "bytes": "integers"},
            \t"formats": ["int4"], "input": "int8", "scaleFormat": "pot",
            \t"activationScales": "percentile:99.5",
            \t"targets": [{"devices": ["xc7a35t", "icebreaker"], "cycles": [256, 1024]},
            \t  {"cells": "xilinx"}],
            \t"halving": {"first": 3, "keep": 0.25}, "finalists": {"least": 2, "vectors": 7},
            \t"allocate": {"formats": ["int3", "int4 × int8"], "budgets": [0.5,
              {"lut": 0.75, "dsp": 0, "framesPerSecond": 9000}], "importance": ["zd", "loss"]}}
            """);
    assertEquals("Why?", space.title());
    assertEquals(8, space.data().images());
    assertEquals(2, space.data().calibrationImages());
    assertEquals("integers", space.data().bytes());
    QuantizationSpec spec = space.jobs(MODEL).get(0).quantization();
    assertEquals(
        "int8 pot percentile:99.5 mse",
        String.join(
            " ", spec.input(), spec.scaleFormat(), spec.activationScales(), spec.weightScales()));
    assertEquals(
        List.of(
            new Target("xc7a35t", "portable", 256),
            new Target("xc7a35t", "portable", 1024),
            new Target("ice40up5k", "portable", 256),
            new Target("ice40up5k", "portable", 1024),
            new Target("xc7z020", "xilinx", 4096)),
        space.targets());
    assertEquals(Optional.of(new Halving(3, OptionalDouble.of(0.25))), space.halving());
    assertEquals(new FinalistChoice(2, 7), space.finalists());
    AllocationChoice allocation = space.allocation().orElseThrow();
    assertEquals(
        List.of(Budget.lut(500), new Budget(750, Double.POSITIVE_INFINITY, 0, 9000)),
        allocation.budgets().stream().map(b -> b.budget(1000)).toList());
    assertEquals(List.of(Importance.ZD, Importance.LOSS), allocation.importance());
    assertEquals("[int3 × int3, int4 × int8]", allocation.formats().toString());
    assertEquals(space, file.read(space.yaml()), space.yaml());
  }

  @Test
  void theResolvedConfigurationReadsBackAsTheSameSpace() throws IOException {
    int read = 0;
    Path spaces = Path.of("").toAbsolutePath().getParent().resolve("models/spaces");
    try (var files = Files.list(spaces)) {
      for (Path bundled : files.sorted().toList()) {
        Space space = SpaceReader.read(bundled);
        Space again = SpaceReader.read("resolved", space.yaml(), spaces);
        assertEquals(space.candidates(), again.candidates());
        assertEquals(space.yaml().replaceAll("(?m)^#.*\\R", ""), again.yaml());
        assertEquals(
            space.jobs(MODEL).stream().map(JobSpec::hash).toList(),
            again.jobs(MODEL).stream().map(JobSpec::hash).toList());
        assertTrue(space.pairs().size() >= 20, bundled + ": " + space.pairs().size());
        assertTrue(space.data().images() >= 1000, bundled.toString());
        read++;
      }
    }
    assertEquals(3, read);
  }

  @Test
  void theStudyOfDigitsIsOfIntegersAndAllMinifloatsOnAThousandImagesEach() {
    Space space =
        SpaceReader.read(
            Path.of("")
                .toAbsolutePath()
                .getParent()
                .resolve("models/spaces/digits-cnn-float.yaml"));
    assertTrue(space.pairs().size() >= 60, space.pairs().size() + " pairs");
    for (String pair : file.pairs("[{integers: 3..8, pairs: product}, {minifloats: 3..8}]")) {
      assertEquals(
          1 + QuantizationSpec.TECHNIQUES.size() + 1,
          space.candidates().stream()
              .filter(q -> (q.weights() + " × " + q.activations()).equals(pair))
              .count(),
          pair);
    }
    int fewest = space.halving().map(Halving::first).orElse(space.data().images());
    assertTrue(fewest >= 1000, fewest + " images");
  }

  @Test
  void theSpaceOfTheDocumentationIsOne() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    String page = Files.readString(root.resolve("docs/spaces.md"));
    int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
    String text = page.substring(begin, page.indexOf("```", begin));
    Space space = SpaceReader.read("docs", text, root.resolve("models/spaces"));
    assertEquals(36 + 21 + 1 + 4, space.pairs().size());
    assertEquals(2, space.targets().size());
  }
}
