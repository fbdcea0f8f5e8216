package bitwright.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes digits as NumPy {@code .npy} files of format version 1.0, C order.
 *
 * <p>A file is the magic {@code \x93NUMPY}, the version bytes 1 and 0, the little-endian length of
 * the header, the header padded with blanks to a multiple of 64 bytes in all, then the elements.
 */
public final class NpyFile {

  private static final int ALIGNMENT = 64;
  private static final int PREFIX = 10;

  private NpyFile() {}

  /** Writes the images as {@code uint8 [N,1,28,28]}. */
  public static void writeImages(Path file, Digits digits) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(digits.size() * Digits.PIXELS);
    digits.images().forEach(data::put);
    write(file, "|u1", data.array(), digits.size(), 1, Digits.SIDE, Digits.SIDE);
  }

  /** Writes the labels as {@code int64 [N]}. */
  public static void writeLabels(Path file, Digits digits) throws IOException {
    ByteBuffer data =
        ByteBuffer.allocate(digits.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    digits.labels().forEach(label -> data.putLong(label));
    write(file, "<i8", data.array(), digits.size());
  }

  private static void write(Path file, String type, byte[] data, int... shape) throws IOException {
    String dims =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.length == 1 ? dims + "," : dims);
    int unpadded = PREFIX + header.length() + 1;
    int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    header = header + " ".repeat(total - unpadded) + "\n";
    ByteBuffer bytes = ByteBuffer.allocate(total + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(data);
    AtomicFile.write(file, bytes.array());
  }
}
