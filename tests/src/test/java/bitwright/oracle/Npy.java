package bitwright.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Elements of a NumPy file, read flat. */
final class Npy {

  private Npy() {}

  /** Float32 elements as they are; uint8 elements as pixels, x/255 to the nearest float32. */
  static float[] floats(Path file) {
    ByteBuffer data = data(file);
    boolean bytes = header(file).contains("|u1");
    float[] values = new float[bytes ? data.remaining() : data.remaining() / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes ? (data.get(i) & 255) / 255f : data.getFloat(4 * i);
    }
    return values;
  }

  /** Int64 elements. */
  static long[] longs(Path file) {
    ByteBuffer data = data(file);
    long[] values = new long[data.remaining() / 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.getLong(8 * i);
    }
    return values;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(Path file) {
    return new String(bytes(file), 10, start(bytes(file)) - 10, StandardCharsets.US_ASCII);
  }

  private static int start(byte[] all) {
    return 10 + (all[8] & 255) + ((all[9] & 255) << 8);
  }

  private static ByteBuffer data(Path file) {
    byte[] all = bytes(file);
    int start = start(all);
    return ByteBuffer.wrap(all, start, all.length - start).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
