package bitwright.quantize;

import java.util.Arrays;
import java.util.Random;

/** Random damage to a file. */
public final class Damage {

  private Damage() {}

  /** Flips bits, overwrites bytes, removes or repeats a stretch, or cuts the file off. */
  public static byte[] of(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(16), bytes.length - at);
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
      }
      case 2 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
      }
      case 3 -> bytes[at] = (byte) random.nextInt(256);
      default -> {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }
}
