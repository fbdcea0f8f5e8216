package bitwright.explore.job;

import bitwright.cost.CostException;
import bitwright.cost.Device;

/**
 * The hardware that a quantized network is priced as.
 *
 * @param device a device's name
 * @param cells {@code portable} or {@code xilinx}
 * @param cycles cycles per inference that the folds must reach; the balanced fold is taken
 */
public record Target(String device, String cells, int cycles) {

  /**
   * Checks that there is such hardware.
   *
   * @throws IllegalArgumentException in one sentence, if there is not
   */
  public Target {
    Present.require("device", device);
    Present.require("cells", cells);
    boolean portable = cells.equals("portable");
    if (!portable && !cells.equals("xilinx")) {
      throw new IllegalArgumentException(
          "cells '%s' are unknown; use portable or xilinx".formatted(cells));
    }
    Device known = find(device);
    if (!portable && !known.family().cells().isNative()) {
      throw new IllegalArgumentException(
          "device %s has no xilinx cells; use portable".formatted(device));
    }
    if (cycles < 1) {
      throw new IllegalArgumentException(
          "cycles %d are not allowed; use at least 1".formatted(cycles));
    }
  }

  private static Device find(String device) {
    try {
      return Device.find(device);
    } catch (CostException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** As a table shows it: {@code xc7z020 portable 4096 cycles}. */
  @Override
  public String toString() {
    return "%s %s %d cycles".formatted(device, cells, cycles);
  }
}
