package bitwright.explore.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsignedWeightsTest {

  private static final Path MODELS = Path.of("").toAbsolutePath().getParent().resolve("models");

  @Test
  void aCandidateWithoutSignFailsAndTheStudyGoesOn() throws IOException {
    JobSpec job =
        new JobSpec(
            DataFile.of(MODELS.resolve("float/digits-cnn-float.onnx")),
            DataFile.of(MODELS.resolve("digits-calibration.npy")),
            4,
            DataFile.of(MODELS.resolve("digits.npy")),
            DataFile.of(MODELS.resolve("digits-labels.npy")),
            10,
            "pixels",
            QuantizationSpec.of("ue2m2", "int4"),
            List.of(new Target("xc7z020", "portable", 4096)));
    assertEquals(
        "ue2m2 cannot be the weights of layer1_conv, some of which are negative; use a signed format",
        new JobRunner(new Workspace()).run(job).failure());
  }
}
