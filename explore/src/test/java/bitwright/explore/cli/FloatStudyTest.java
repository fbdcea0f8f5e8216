package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.explore.job.Price;
import bitwright.explore.job.Target;
import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.explore.study.Finalist;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyPoint;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloatStudyTest {

  private static StudyPoint point(Optional<Finalist> finalist) {
    Price price =
        new Price(
            new Target("xc7z020", "portable", 8), 1, 1, 0, 0, 0, 8, 100, 1, true, false, List.of());
    return new StudyPoint(
        "0-0",
        "net",
        "integer",
        QuantizationSpec.of("int4", "int4"),
        1,
        1,
        1,
        new Interval(0, 1),
        new Paired(0, 0, 1),
        price,
        true,
        finalist);
  }

  private static Finalist finalist(long mismatches) {
    return new Finalist("simulator", 1, 10, mismatches, 8, "synthesizer", 1, 1, 0, 0, 0);
  }

  private static Study study(StudyPoint... points) {
    return new Study(
        "", List.of(), List.of(points), List.of(), List.of(), List.of(), "", Map.of(), Map.of());
  }

  @Test
  void hardwareThatDiffersEndsWithOne() {
    StudyPoint same = point(Optional.of(finalist(0)));
    StudyPoint other = point(Optional.of(finalist(3)));
    assertEquals(ExitCode.OK, FloatStudy.exitCode(study(same, point(Optional.empty()))));
    assertEquals(ExitCode.DIVERGED, FloatStudy.exitCode(study(same, other)));
  }
}
