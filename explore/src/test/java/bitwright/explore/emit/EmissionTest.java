package bitwright.explore.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Sha256;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.JournalEntry;
import bitwright.explore.journal.ResultFolder;
import bitwright.explore.pool.SmallExploration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmissionTest {

  private static final Path MODELS = Path.of("").toAbsolutePath().getParent().resolve("models");

  @TempDir private Path folder;

  /** Jobs that differ in how many images they look at. */
  private static List<JobSpec> jobs(int count) throws IOException {
    JobSpec job = SmallExploration.jobs(MODELS, 1).get(0);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new JobSpec(
                    job.model(),
                    job.calibration(),
                    8,
                    job.inputs(),
                    job.labels(),
                    1 + i,
                    job.bytes(),
                    job.quantization(),
                    job.targets()))
        .toList();
  }

  /** A command that notes its arguments. */
  private Path recorder() throws IOException {
    Path script = folder.resolve("it's a \"$(recorder)\" \\");
    Files.writeString(script, "#!/bin/sh\necho \"$@\" >> calls.txt\n");
    assertTrue(script.toFile().setExecutable(true));
    return script;
  }

  private List<String> calls() throws IOException {
    Path calls = folder.resolve("calls.txt");
    List<String> lines = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    Files.deleteIfExists(calls);
    return lines;
  }

  private void shell(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), out);
  }

  @Test
  void theFolderStandsAlone() throws IOException {
    List<JobSpec> jobs = new ArrayList<>(jobs(12));
    jobs.addAll(jobs(3));
    assertEquals(12, Emission.write(Scheduler.SLURM, jobs, folder, "bitwright"));
    for (int i = 0; i < 12; i++) {
      String text = Files.readString(folder.resolve("jobs/" + i + ".json"));
      JobSpec job = JobJson.read(text, JobSpec.class);
      assertEquals(jobs.get(i).hash(), job.hash());
      for (DataFile file : List.of(job.model(), job.calibration(), job.inputs(), job.labels())) {
        assertTrue(file.path().startsWith("data/"), file.path());
        assertEquals(file.sha256(), Sha256.of(Files.readAllBytes(folder.resolve(file.path()))));
      }
    }
    assertFalse(Files.exists(folder.resolve("jobs/12.json")));
  }

  @Test
  void filesThatChangedAreRefused() throws IOException {
    JobSpec job = jobs(1).get(0);
    String text = JobJson.text(job);
    for (String wrong :
        List.of(
            text.replace("digits.npy", "gone.npy"),
            text.replace(job.inputs().sha256(), "0".repeat(64)))) {
      JobSpec broken = JobJson.read(wrong, JobSpec.class);
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Emission.write(Scheduler.SLURM, List.of(broken), folder, "bitwright"));
      assertTrue(e.getMessage().startsWith("inputs "), e.getMessage());
    }
  }

  @Test
  void slurmRunsEveryJobOnce() throws IOException, InterruptedException {
    Emission.write(Scheduler.SLURM, jobs(2003), folder, recorder().toString());
    String script = Files.readString(folder.resolve("explore.sbatch"));
    assertTrue(script.contains("\n#SBATCH --array=0-999\n"), script);
    assertTrue(Files.isDirectory(folder.resolve("logs")));
    shell(Map.of(), "bash", "-n", "explore.sbatch");
    Map<Integer, List<Integer>> expected =
        Map.of(0, List.of(0, 1000, 2000), 2, List.of(2, 1002, 2002), 3, List.of(3, 1003));
    for (Map.Entry<Integer, List<Integer>> task : expected.entrySet()) {
      shell(
          Map.of("SLURM_ARRAY_TASK_ID", "" + task.getKey(), "SLURM_SUBMIT_DIR", folder.toString()),
          "bash",
          "explore.sbatch");
      assertEquals(
          task.getValue().stream().map(i -> "run-job jobs/" + i + ".json results").toList(),
          calls());
    }
  }

  @Test
  void kubernetesRunsEveryJobOnce() throws IOException, InterruptedException {
    Emission.write(Scheduler.KUBERNETES, jobs(3), folder, recorder().toString());
    JsonNode job = new YAMLMapper().readTree(folder.resolve("explore.yaml").toFile());
    assertEquals("batch/v1", job.get("apiVersion").asText());
    assertEquals("Job", job.get("kind").asText());
    assertTrue(job.at("/metadata/name").asText().matches("bitwright-[0-9a-f]{8}"));
    assertEquals("Indexed", job.at("/spec/completionMode").asText());
    assertEquals(3, job.at("/spec/completions").asInt());
    JsonNode pod = job.at("/spec/template/spec");
    assertEquals("Never", pod.get("restartPolicy").asText());
    JsonNode container = pod.at("/containers/0");
    assertEquals(
        container.at("/volumeMounts/0/mountPath").asText(), container.get("workingDir").asText());
    assertEquals(container.at("/volumeMounts/0/name").asText(), pod.at("/volumes/0/name").asText());
    String launcher = container.at("/env/0/value").asText().replace("$$(", "$(");
    for (int i = 0; i < 3; i++) {
      List<String> command = new ArrayList<>();
      container.get("command").forEach(word -> command.add(word.asText()));
      shell(
          Map.of(container.at("/env/0/name").asText(), launcher, "JOB_COMPLETION_INDEX", "" + i),
          command.toArray(String[]::new));
      assertEquals(List.of("run-job jobs/" + i + ".json results"), calls());
    }
  }

  @Test
  void nextflowRunsEveryJob() throws IOException, InterruptedException {
    Emission.write(Scheduler.NEXTFLOW, jobs(3), folder, recorder().toString());
    String text = Files.readString(folder.resolve("explore.nf"));
    String code = text.replaceAll("params.bitwright = .*", "");
    for (String pair : List.of("{}", "()", "[]")) {
      assertEquals(count(code, pair.charAt(0)), count(code, pair.charAt(1)), pair);
    }
    assertTrue(
        text.contains("fromPath(\"${projectDir}/jobs/*.json\"), file(\"${projectDir}/data\")"));
    String name = text.split("params.bitwright = '")[1].split("'\n")[0];
    assertEquals(recorder().toString(), name.replace("\\'", "'").replace("\\\\", "\\"));
    String script = text.split("\"\"\"")[1].strip();
    assertEquals("\"${params.bitwright}\" run-job \"${spec}\" results", script);
    shell(
        Map.of("bitwright", recorder().toString()),
        "bash",
        "-c",
        script.replace("${params.bitwright}", "$bitwright").replace("${spec}", "0.json"));
    assertEquals(List.of("run-job 0.json results"), calls());
  }

  private static long count(String code, char symbol) {
    return code.chars().filter(c -> c == symbol).count();
  }

  @Test
  void whatAnArrayJobFindsIsWhatThisMachineFinds() throws IOException, InterruptedException {
    List<JobSpec> jobs = jobs(2);
    Path launcher = folder.resolve("bitwright");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' -Dbitwright.home='%s' -cp '%s' bitwright.explore.cli.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                MODELS.getParent(),
                System.getProperty("java.class.path")));
    assertTrue(launcher.toFile().setExecutable(true));
    Emission.write(Scheduler.SLURM, jobs, folder, "nowhere/bitwright");
    for (int task = 0; task < 2; task++) {
      shell(
          Map.of("SLURM_ARRAY_TASK_ID", "" + task, "BITWRIGHT", launcher.toString()),
          "bash",
          "explore.sbatch");
    }
    JobRunner runner = new JobRunner(new Workspace());
    List<JobResult> expected =
        jobs.stream().map(runner::run).sorted(Comparator.comparing(JobResult::hash)).toList();
    List<JobResult> found =
        new ResultFolder(folder.resolve("results"))
            .all().stream().map(JournalEntry::result).toList();
    assertEquals(expected, found);
  }
}
