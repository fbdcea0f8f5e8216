package bitwright.hw;

import bitwright.arith.plan.AcceleratorPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A generated accelerator: every file of its package, in memory.
 *
 * <p>The top module has the ports {@code aclk}, {@code aresetn} (active low, synchronous) and the
 * AXI4-Streams {@code s_axis} and {@code m_axis} with {@code tvalid}, {@code tready}, {@code tdata}
 * (whole bytes, element 0 in the lowest bits, padding 0) and {@code tlast} on the last beat of an
 * image.
 *
 * @param plan what was generated
 * @param top the name of the top module
 * @param files relative path (with {@code /}) to content: {@code rtl/*.sv}, {@code rtl/*.hex},
 *     {@code <top>.f}, {@code manifest.json}
 * @param taps one per layer, in order
 */
public record Accelerator(
    AcceleratorPlan plan, String top, SortedMap<String, byte[]> files, List<Tap> taps) {

  /** Keeps unmodifiable copies. */
  public Accelerator {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    taps = List.copyOf(taps);
  }

  /**
   * Writes the package into a folder, which appears complete or not at all. An older package there
   * is replaced.
   *
   * @throws IOException in one sentence, if the folder cannot be written or holds something else
   */
  public void writeTo(Path folder) throws IOException {
    PackageWriter.write(files, folder);
  }
}
