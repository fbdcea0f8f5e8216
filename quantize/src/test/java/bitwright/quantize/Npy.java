package bitwright.quantize;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The little of NumPy's file format that tests need: version 1, bytes, int64 or float32. */
final class Npy {

  private final String type;
  private final ByteBuffer data;

  private Npy(String type, ByteBuffer data) {
    this.type = type;
    this.data = data;
  }

  static Npy read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    String text = new String(bytes.array(), 10, header, StandardCharsets.US_ASCII);
    String type = text.replaceAll(".*'descr': '([^']*)'.*\\s*", "$1");
    return new Npy(type, bytes.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  float[] floats() {
    if (!type.equals("<f4")) {
      throw new IllegalStateException("not float32 but " + type);
    }
    float[] values = new float[data.remaining() / 4];
    data.asFloatBuffer().get(values);
    return values;
  }

  /** Pixels as float32 in 0 to 1. */
  float[] pixels() {
    if (!type.equals("|u1")) {
      throw new IllegalStateException("not bytes but " + type);
    }
    float[] values = new float[data.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (data.get(i) & 255) / 255f;
    }
    return values;
  }

  long[] integers() {
    if (!type.equals("<i8")) {
      throw new IllegalStateException("not int64 but " + type);
    }
    long[] values = new long[data.remaining() / 8];
    data.asLongBuffer().get(values);
    return values;
  }
}
