package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.cost.Device;
import picocli.CommandLine.Option;

/** The option that names a device. */
final class DeviceOption {

  @Option(
      names = "--device",
      paramLabel = "D",
      description =
          "A part or a board: 7-series as xc7z020 (default) or arty, UltraScale+ as xczu3eg or"
              + " kv260, iCE40 as ice40up5k or icebreaker; a wrong name lists them all.")
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
