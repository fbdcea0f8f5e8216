package bitwright.explore.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Commands of the contract that are not built yet and say so. */
final class NotBuilt {

  private NotBuilt() {}

  /** Post-training quantization. */
  @Command(
      name = "quantize",
      description = "Post-training quantization of a float network (not built yet).")
  static final class Quantize extends bitwright.explore.cli.Command {

    @Unmatched private List<String> arguments;

    @Override
    public Integer call() {
      throw CliException.usage(
          "quantize is not built yet; quantize while training, for example with Brevitas or QKeras,"
              + " and give the exported QONNX file to 'verify' or 'generate'");
    }
  }
}
