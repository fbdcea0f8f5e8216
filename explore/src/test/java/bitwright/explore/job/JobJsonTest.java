package bitwright.explore.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobJsonTest {

  private static final Target TARGET = new Target("xc7z020", "xilinx", 4096);

  private static JobSpec job(String folder, int images) {
    return new JobSpec(
        new DataFile(folder + "/model.onnx", "a"),
        new DataFile(folder + "/calibration.npy", "b"),
        200,
        new DataFile(folder + "/inputs.npy", "c"),
        new DataFile(folder + "/labels.npy", "d"),
        images,
        "pixels",
        QuantizationSpec.of("int4", "e2m2")
            .with(List.of("gptq", "smooth:0.7"))
            .withLayers(Map.of("fc1", new QuantizationSpec.Layer("int8", "int6"))),
        List.of(TARGET));
  }

  @Test
  void jobsAndResultsAreReadBackAsTheyWere() {
    JobSpec job = job("here", 1000);
    assertEquals(job, JobJson.read(JobJson.text(job), JobSpec.class));
    Price.LayerPrice layer = new Price.LayerPrice("fc1", "int8", "uint6", 7, 8, 0.5, 1, 64);
    Price price =
        new Price(TARGET, 9, 8, 7, 2.5, 6, 512, 150, 292_968, true, false, List.of(layer));
    JobResult result = new JobResult(job.hash(), 8, "ff", 8, List.of(price), "");
    assertEquals(result, JobJson.read(JobJson.text(result), JobResult.class));
    JobResult failed = JobResult.failed(job.hash(), "no format holds 300");
    assertTrue(failed.isFailure());
    assertEquals(failed, JobJson.read(JobJson.text(failed), JobResult.class));
  }

  @Test
  void theHashIsOfContentsNotOfPlaces() {
    assertEquals(job("here", 1000).hash(), job("there", 1000).hash());
    assertFalse(job("here", 1000).hash().equals(job("here", 999).hash()));
    assertTrue(job("here", 1000).hash().matches("[0-9a-f]{64}"));
  }

  @Test
  void whatIsNoJobIsRefusedInOneSentence() {
    String text = JobJson.text(job("here", 1000));
    List<String> wrong =
        List.of(
            "",
            "{",
            "[]",
            "7",
            text.replace("\"images\":1000,", ""),
            text.replace("\"images\":1000", "\"images\":\"many\""),
            text.replace("\"images\":1000", "\"images\":null"),
            text.replace("\"images\"", "\"pictures\""),
            text.replace("int4", "int99"),
            text.replace("gptq", "magic"));
    for (String each : wrong) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class, () -> JobJson.read(each, JobSpec.class), each);
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
