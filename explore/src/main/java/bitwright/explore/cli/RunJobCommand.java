package bitwright.explore.cli;

import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Price;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.ResultFolder;
import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does one job. */
@Command(
    name = "run-job",
    description =
        "Does one job of an exploration: quantizes a float network, counts the images that the"
            + " golden model classifies rightly, and prices the hardware.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright run-job jobs/17.json results",
      "",
      "'explore --emit' writes the files of jobs. Paths in them are relative to the current folder.",
      "Writes job.json, result.json and model.onnx to a folder of DIR that is called after the"
          + " job's",
      "contents. A job that is there is not done again; 'merge' collects them."
    })
final class RunJobCommand extends bitwright.explore.cli.Command {

  @Parameters(index = "0", paramLabel = "SPEC.json", description = "The job.")
  private Path file;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder of results.")
  private Path folder;

  @Override
  public Integer call() {
    OutputFolder.requireWritable("DIR", folder);
    JobSpec job = job();
    ResultFolder results = new ResultFolder(folder);
    Interrupts.resumable();
    try {
      Optional<JobResult> known = results.find(job);
      if (known.isPresent()) {
        console().log("this job is finished; nothing is to do");
        print(job, known.get(), results);
        return ExitCode.OK;
      }
      long begin = System.nanoTime();
      Workspace workspace = new Workspace();
      workspace.require(job);
      JobRunner runner = new JobRunner(workspace);
      byte[] model = runner.quantized(job);
      JobResult result = runner.run(job, model);
      boolean built = result.failure().isEmpty();
      results.put(job, result, built ? model : new byte[0], (System.nanoTime() - begin) / 1e9);
      print(job, result, results);
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw CliException.data("%s", e.getMessage());
    } catch (IOException e) {
      throw OutputFile.unwritable("DIR", folder, e);
    }
  }

  private JobSpec job() {
    try {
      JobSpec job = JobJson.read(Files.readString(file), JobSpec.class);
      if (job.targets().isEmpty()) {
        throw new IllegalArgumentException(
            "targets are empty; name one as {\"device\": \"xc7z020\", \"cells\": \"portable\","
                + " \"cycles\": 4096}");
      }
      return job;
    } catch (IOException e) {
      throw CliException.data("SPEC %s cannot be read: %s", file, OutputFile.reason(e));
    } catch (IllegalArgumentException e) {
      throw CliException.data("SPEC %s is not acceptable: %s", file, e.getMessage());
    }
  }

  private void print(JobSpec job, JobResult result, ResultFolder results) {
    QuantizationSpec how = job.quantization();
    String name =
        "%s × %s%s"
            .formatted(
                how.weights(),
                how.activations(),
                how.techniques().isEmpty() ? "" : ", " + String.join("+", how.techniques()));
    if (result.failure().isEmpty()) {
      console()
          .out()
          .printf(
              "%s: %,d of %,d images right, %s%n",
              name, result.right(), result.images(), Words.percent(result.accuracy()));
    } else {
      console().out().printf("%s: not built: %s%n", name, Cli.sentence(result.failure()));
    }
    for (Price price : result.prices()) {
      console()
          .out()
          .printf(
              "%s: %,d LUTs, %,d cycles, %d MHz%n",
              price.target(), price.lut(), price.cycles(), price.fmaxMHz());
    }
    console().out().println(results.of(job));
  }
}
