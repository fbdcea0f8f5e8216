package bitwright.explore.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads and writes {@code .npy} files. */
public final class Npy {

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws NpyException if it is not a C-ordered little-endian array of an {@link NpyType}, or its
   *     length is not what its header says
   * @throws IOException if it cannot be read
   */
  public static NpyArray read(Path path) throws IOException, NpyException {
    return parse(Files.readAllBytes(path));
  }

  /**
   * Parses the bytes of a file.
   *
   * @throws NpyException as {@link #read} does
   */
  public static NpyArray parse(byte[] bytes) throws NpyException {
    int magic = NpyHeader.MAGIC.length;
    if (bytes.length < magic || !Arrays.equals(bytes, 0, magic, NpyHeader.MAGIC, 0, magic)) {
      throw new NpyException("it is not a .npy file: it does not start with \\x93NUMPY");
    }
    int version = bytes.length > magic ? bytes[magic] : 0;
    if (bytes.length > magic && version != 1 && version != 2) {
      throw new NpyException(
          "its format version %d is neither 1 nor 2".formatted(Byte.toUnsignedInt((byte) version)));
    }
    int lengthBytes = version == 1 ? 2 : 4;
    int headerAt = magic + 2 + lengthBytes;
    if (bytes.length < headerAt) {
      throw new NpyException("it ends within its header, after %d bytes".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength =
        lengthBytes == 2
            ? Short.toUnsignedLong(buffer.getShort(magic + 2))
            : Integer.toUnsignedLong(buffer.getInt(magic + 2));
    long dataAt = headerAt + headerLength;
    if (bytes.length < dataAt) {
      throw new NpyException("it ends within its header, after %d bytes".formatted(bytes.length));
    }
    NpyHeader header =
        NpyHeader.parse(
            new String(bytes, headerAt, (int) headerLength, StandardCharsets.ISO_8859_1));
    long expected = NpyArray.elements(header.shape()) * header.type().bytes();
    long actual = bytes.length - dataAt;
    if (actual != expected) {
      throw new NpyException(
          "its shape %s of %s takes %d bytes, but %d follow its header: it %s"
              .formatted(
                  NpyArray.shapeText(header.shape()),
                  header.type().numpyName(),
                  expected,
                  actual,
                  actual < expected ? "is truncated" : "has trailing bytes"));
    }
    return new NpyArray(header.type(), header.shape(), buffer.slice((int) dataAt, (int) expected));
  }

  /** Writes an array in version 1.0, byte for byte as NumPy does. */
  public static void write(NpyArray array, OutputStream out) throws IOException {
    out.write(new NpyHeader(array.type(), array.shape()).bytes());
    byte[] data = new byte[array.data().remaining()];
    array.data().duplicate().get(data);
    out.write(data);
  }
}
