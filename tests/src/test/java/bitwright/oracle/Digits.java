package bitwright.oracle;

import java.nio.file.Path;
import java.util.Arrays;

/** The bundled held-out digits. */
public final class Digits {

  /** Pixels of a digit. */
  public static final int PIXELS = 784;

  private Digits() {}

  /** All 1,000. */
  public static float[] all() {
    return Npy.floats(Path.of("..", "models", "digits.npy"));
  }

  /** The first few. */
  public static float[] first(int count) {
    return Arrays.copyOf(all(), count * PIXELS);
  }
}
