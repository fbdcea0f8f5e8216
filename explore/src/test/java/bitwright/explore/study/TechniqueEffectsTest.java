package bitwright.explore.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Target;
import bitwright.explore.statistics.Paired;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TechniqueEffectsTest {

  private final List<JobSpec> jobs = new ArrayList<>();
  private final Map<String, JobResult> results = new LinkedHashMap<>();

  /** A job with a result of four images. */
  private void add(String format, List<String> techniques, String correct) {
    DataFile file = new DataFile("x", "0");
    JobSpec job =
        new JobSpec(
            file,
            file,
            1,
            file,
            file,
            4,
            "pixels",
            QuantizationSpec.of(format, format).with(techniques),
            List.of(new Target("xc7z020", "portable", 100)));
    jobs.add(job);
    int right = Integer.bitCount(Integer.parseInt(correct, 16));
    results.put(job.hash(), new JobResult(job.hash(), 4, correct, right, List.of(), ""));
  }

  @Test
  void comparesCandidatesThatDifferInNothingElse() {
    add("int4", List.of(), "3");
    add("int4", List.of("gptq"), "e");
    add("e2m1", List.of("gptq"), "f");
    add("e2m1", List.of(), "7");
    add("int8", List.of("gptq"), "0");
    add("int8", List.of(), "f");
    add("int6", List.of("gptq"), "f");
    add("int6", List.of("equalize"), "0");
    assertEquals(
        List.of(
            new TechniqueEffect("net", "gptq", "4 bits", 2, new Paired(3, 1, 8)),
            new TechniqueEffect("net", "gptq", "all", 3, new Paired(3, 5, 12))),
        TechniqueEffects.of(jobs, results, Map.of("0", "net")));
  }

  @Test
  void failedJobsDoNotCount() {
    add("int4", List.of(), "3");
    add("int4", List.of("gptq"), "e");
    String hash = jobs.get(1).hash();
    results.put(hash, JobResult.failed(hash, "no format holds it"));
    assertEquals(List.of(), TechniqueEffects.of(jobs, results, Map.of("0", "net")));
  }
}
