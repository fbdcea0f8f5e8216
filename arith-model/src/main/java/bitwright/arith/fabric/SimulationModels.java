package bitwright.arith.fabric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Behavioural Verilog models of the cells that {@link NetlistVerilog} prints.
 *
 * <p>The text is empty under any of the macros {@code SYNTHESIS}, {@code YOSYS} and {@code
 * BITWRIGHT_VENDOR_CELLS}: synthesis tools know the cells, and a simulation with the vendor's
 * library defines the last.
 */
public final class SimulationModels {
  /** The name of the file. */
  public static final String FILE_NAME = "bitwright_cells.v";

  private SimulationModels() {}

  /** The text of the file. */
  public static String text() {
    try (InputStream in = SimulationModels.class.getResourceAsStream(FILE_NAME)) {
      if (in == null) {
        throw new IllegalStateException(FILE_NAME + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
