package bitwright.explore.cli;

import bitwright.explore.journal.Merge;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins parts of an exploration. */
@Command(
    name = "merge",
    description =
        "Joins the finished jobs of shards, or of machines that ran single jobs, so that 'explore'"
            + " finds all of them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright merge shard1 shard2 --out whole",
      "  ./bitwright merge emitted/results --out whole",
      "",
      "Then 'explore' with the same options and --out whole does what is still missing, if"
          + " anything,",
      "and writes the report. Results of equal jobs must be equal; otherwise nothing is written."
    })
final class MergeCommand extends bitwright.explore.cli.Command {

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders that 'explore --shard' or 'run-job' wrote to.")
  private List<Path> parts;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to join them to; what it holds is kept.")
  private Path folder;

  @Override
  public Integer call() {
    OutputFolder.requireWritable("--out", folder);
    try {
      Merge merge = Merge.into(folder, parts);
      console()
          .out()
          .printf(
              "%s: %s%s%s.%n",
              folder,
              Words.count(merge.jobs(), "finished job"),
              merge.finalists() == 0 ? "" : " and " + Words.count(merge.finalists(), "finalist"),
              merge.repeated() == 0
                  ? ""
                  : "; %,d of them came from more than one part, with equal results"
                      .formatted(merge.repeated()));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw CliException.data("%s", e.getMessage());
    }
  }
}
