package bitwright.explore.study;

import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.quantize.real.RealNetwork;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Float networks in a few words and numbers. */
final class StudyModels {

  private StudyModels() {}

  static StudyModel summary(String name, Workspace workspace, JobSpec job) {
    RealNetwork network = workspace.network(job.model());
    boolean[] correct = workspace.floatCorrect(job);
    int right = 0;
    for (boolean image : correct) {
      right += image ? 1 : 0;
    }
    String topology =
        Stream.concat(Stream.of(network.input()), network.linears().stream().map(network::shape))
            .map(String::valueOf)
            .collect(Collectors.joining("-"));
    return new StudyModel(
        name,
        job.model().sha256(),
        topology,
        network.macs(),
        network.parameters(),
        correct.length,
        right);
  }
}
