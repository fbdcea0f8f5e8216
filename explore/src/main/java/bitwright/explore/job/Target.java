package bitwright.explore.job;

/**
 * The hardware that a quantized network is priced as.
 *
 * @param device a device's name
 * @param cells {@code portable} or {@code xilinx}
 * @param cycles cycles per inference that the folds must reach; the balanced fold is taken
 */
public record Target(String device, String cells, int cycles) {

  /** As a table shows it: {@code xc7z020 portable 4096 cycles}. */
  @Override
  public String toString() {
    return "%s %s %d cycles".formatted(device, cells, cycles);
  }
}
