package bitwright.explore.npy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file: magic {@code \x93NUMPY}, version, length, and a Python
 * dictionary padded with spaces so that the data start at a multiple of 64 bytes.
 *
 * <p>Source: NumPy Enhancement Proposal 1; versions 1.0 (16-bit length) and 2.0 (32-bit length).
 *
 * @param type the element type
 * @param shape the dimensions
 */
record NpyHeader(NpyType type, List<Integer> shape) {

  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final Pattern DESCRIPTOR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"](.*?)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d,\\sL]*)\\)");

  static NpyHeader parse(String text) throws NpyException {
    Matcher descriptor = DESCRIPTOR.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descriptor.find()) {
      throw new NpyException("its header has no simple element type 'descr'");
    }
    if (!order.find() || !shape.find()) {
      throw new NpyException("its header lacks 'fortran_order' or a 'shape' of whole numbers");
    }
    String name = descriptor.group(1);
    NpyType type =
        NpyType.of(name)
            .orElseThrow(
                () ->
                    new NpyException(
                        "its element type '%s' is not supported; convert it with numpy.astype to a little-endian float32, uint8 or integer type"
                            .formatted(name)));
    if (order.group(1).equals("True")) {
      throw new NpyException(
          "it is in Fortran order; save it in C order with numpy.ascontiguousarray");
    }
    return new NpyHeader(type, dimensions(shape.group(1)));
  }

  private static List<Integer> dimensions(String text) throws NpyException {
    List<Integer> shape = new ArrayList<>();
    long elements = 1;
    for (String part : text.split(",")) {
      String digits = part.strip();
      if (digits.isEmpty()) {
        continue;
      }
      if (!digits.matches("\\d{1,10}") || Long.parseLong(digits) > Integer.MAX_VALUE) {
        throw new NpyException("its dimension '%s' is not a number below 2^31".formatted(digits));
      }
      int dimension = Integer.parseInt(digits);
      elements *= dimension;
      if (elements > Integer.MAX_VALUE) {
        throw new NpyException("its shape (%s) has 2^31 elements or more".formatted(text.strip()));
      }
      shape.add(dimension);
    }
    return shape;
  }

  byte[] bytes() {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(type.descriptor(), NpyArray.shapeText(shape));
    int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
    String padded = dictionary + " ".repeat((64 - unpadded % 64) % 64) + "\n";
    byte[] bytes = new byte[MAGIC.length + 4 + padded.length()];
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[6] = 1;
    bytes[8] = (byte) padded.length();
    bytes[9] = (byte) (padded.length() >> 8);
    byte[] text = padded.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, 10, text.length);
    return bytes;
  }
}
