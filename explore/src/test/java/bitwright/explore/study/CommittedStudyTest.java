package bitwright.explore.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.space.SpaceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The committed study is what today's program says: it holds every candidate of the bundled space,
 * and candidates from all over it come out the same again; at night all of them do.
 */
class CommittedStudyTest {

  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");
  private static final int STEP = NIGHTLY ? 1 : 59;
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Path STUDY = HOME.resolve("docs/study");
  private static final Path MODELS = HOME.resolve("models");
  private static final String NAME = "digits-cnn-float";

  /** The rows of the table by the points' names, cells by the titles of their columns. */
  private static Map<String, Map<String, String>> rows() throws IOException {
    List<String> lines = Files.readAllLines(STUDY.resolve("points.csv"));
    List<String> titles = Arrays.asList(lines.get(0).split(","));
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.length; i++) {
        row.put(titles.get(i), cells[i]);
      }
      rows.put(row.get("id"), row);
    }
    return rows;
  }

  @Test
  void candidatesComeOutTheSameAgain() throws IOException {
    Map<String, Map<String, String>> rows = rows();
    DataFile model = DataFile.of(MODELS.resolve("float/" + NAME + ".onnx"));
    List<JobSpec> jobs = SpaceReader.read(MODELS.resolve("spaces/" + NAME + ".yaml")).jobs(model);
    assertTrue(jobs.size() >= 9 * 60, jobs.size() + " candidates");
    List<String> missing = new ArrayList<>();
    for (JobSpec job : jobs) {
      assertTrue(job.images() >= 1000, job.images() + " images");
      if (!rows.containsKey(StudyPoints.id(job, 0))) {
        missing.add(job.quantization().toString());
      }
    }
    assertEquals(List.of(), missing, "not in " + STUDY);
    JobRunner runner = new JobRunner(new Workspace());
    int compared = 0;
    for (int i = 0; i < jobs.size(); i += STEP) {
      JobResult result = runner.run(jobs.get(i));
      Map<String, String> row = rows.get(StudyPoints.id(jobs.get(i), 0));
      String what = jobs.get(i).quantization().toString();
      assertEquals(row.get("right"), String.valueOf(result.right()), what);
      assertEquals(row.get("lut"), String.valueOf(result.prices().get(0).lut()), what);
      assertEquals(row.get("ff"), String.valueOf(result.prices().get(0).ff()), what);
      compared++;
    }
    System.out.printf("%d of %d candidates as committed%n", compared, jobs.size());
    assertTrue(compared >= jobs.size() / STEP);
  }

  @Test
  void finalistsWereVerifiedAndSynthesized() throws IOException {
    int finalists = 0;
    for (Map<String, String> row : rows().values()) {
      if (row.get("front").equals("true") || !row.get("synthesizedLut").isEmpty()) {
        finalists++;
        assertEquals("0", row.get("mismatches"), row.toString());
        assertTrue(Integer.parseInt(row.get("verifiedImages")) >= 100, row.toString());
        double synthesized = Double.parseDouble(row.get("synthesizedLut"));
        double estimated = Double.parseDouble(row.get("lut"));
        assertEquals(synthesized, estimated, 0.1 * synthesized, row.toString());
      }
    }
    assertTrue(finalists >= 5, finalists + " finalists");
  }
}
