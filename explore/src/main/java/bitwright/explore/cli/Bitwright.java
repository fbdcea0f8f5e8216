package bitwright.explore.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
    name = "bitwright",
    synopsisHeading = "",
    customSynopsis = "Usage: bitwright COMMAND [OPTIONS]%n",
    description =
        "Turns quantized neural networks (QONNX, ONNX) into FPGA accelerators, and proves that the"
            + " hardware computes exactly what the Java model computes.",
    descriptionHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nStart with:%n",
    footer = {
      "  ./bitwright demo                     handwritten digits through nine accelerators",
      "  ./bitwright describe digits-int4     what is inside a network",
      "  ./bitwright COMMAND --help           options and examples of a command",
      "",
      "Exit codes: 0 done, 1 hardware and golden model differ, 2 wrong usage, 3 model or",
      "data not acceptable, 4 a tool is missing, 5 interrupted and can be resumed."
    },
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      FormatsCommand.class,
      DescribeCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      GenerateCommand.class,
      EstimateCommand.class,
      ExploreCommand.class,
      CalibrateCommand.class,
      QuantizeCommand.class,
      RunJobCommand.class,
      MergeCommand.class,
    })
final class Bitwright implements Runnable {

  private final Console console;
  private final Home home;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  Bitwright(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  Console console() {
    return console;
  }

  Home home() {
    return home;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command is given; './bitwright demo' is a good first one");
  }
}
