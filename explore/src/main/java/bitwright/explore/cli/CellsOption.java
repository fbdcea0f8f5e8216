package bitwright.explore.cli;

import bitwright.arith.plan.Cells;
import bitwright.cost.Device;
import picocli.CommandLine.Option;

/** The option that says what arithmetic is made of. */
final class CellsOption {

  /** What can be asked for. */
  enum Made {
    PORTABLE,
    XILINX
  }

  @Option(
      names = "--cells",
      paramLabel = "portable|xilinx",
      description =
          "Plain Verilog, or LUTs and carry chains of --device (default: those of --device if it is"
              + " one of Xilinx, else portable).")
  private Made made;

  /** Whether the option was given. */
  boolean isGiven() {
    return made != null;
  }

  /** The cells for the device that another option names. */
  Cells cells(DeviceOption deviceOption) {
    return cells(deviceOption.isGiven(), deviceOption.device());
  }

  /**
   * The cells for a device.
   *
   * @param named whether it was named, or else is the usual one
   */
  Cells cells(boolean named, Device device) {
    if (made == null) {
      return named ? device.family().cells() : Cells.PORTABLE;
    }
    if (made == Made.PORTABLE) {
      return Cells.PORTABLE;
    }
    if (!device.family().cells().isNative()) {
      throw CliException.usage(
          "--cells xilinx is not for %s, a device of the family %s; use --cells portable",
          device.name(), device.family().title());
    }
    return device.family().cells();
  }
}
