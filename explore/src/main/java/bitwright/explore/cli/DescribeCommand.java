package bitwright.explore.cli;

import picocli.CommandLine.Command;

/** Describes a network. */
@Command(
    name = "describe",
    description =
        "Layers, shapes, formats, MACs, weights and exact accumulator widths of a network.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright describe                     lists the bundled networks",
      "  ./bitwright describe digits-int4         describes one of them",
      "  ./bitwright describe my-model.onnx --json"
    })
final class DescribeCommand extends bitwright.explore.cli.Command {

  @Override
  public Integer call() {
    home().bundled().forEach(console().out()::println);
    return ExitCode.OK;
  }
}
