package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.cost.Device;
import picocli.CommandLine.Option;

/** The option that names a device. */
final class DeviceOption {

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "A 7-series part or a board, for example xc7z020 (default) or arty-a7-35t.")
  private String name;

  /** Whether the option was given. */
  boolean isGiven() {
    return name != null;
  }

  /** The device; without the option, the usual one. */
  Device device() {
    if (name == null) {
      return Device.DEFAULT;
    }
    try {
      return Device.find(name);
    } catch (CostException e) {
      throw CliException.usage("--device: %s", e.getMessage());
    }
  }
}
