package bitwright.explore.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NpyTest {

  private static final String GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

  @Test
  void writesTheBytesThatNumpyWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(NpyArray.of(new float[] {1, -2}, List.of(2)), out);
    byte[] bytes = out.toByteArray();
    assertEquals(128 + 8, bytes.length);
    assertEquals("934e554d505901007600", HexFormat.of().formatHex(bytes, 0, 10));
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", header.strip());
    assertTrue(header.endsWith(" \n"));
    assertEquals("0000803f000000c0", HexFormat.of().formatHex(bytes, 128, 136));
  }

  @Test
  void readsBackEveryShape() throws IOException, NpyException {
    for (List<Integer> shape : List.of(List.<Integer>of(), List.of(6), List.of(1, 2, 3, 1))) {
      int count = (int) NpyArray.elements(shape);
      long[] values = new long[count];
      Arrays.setAll(values, i -> i * 1_000_000_007L - 3);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Npy.write(NpyArray.of(values, shape), out);
      NpyArray read = Npy.parse(out.toByteArray());
      assertEquals(shape, read.shape());
      assertEquals(NpyType.INT64, read.type());
      for (int i = 0; i < count; i++) {
        assertEquals(values[i], read.integer(i));
      }
    }
  }

  @Test
  void readsEveryType() throws NpyException {
    Map<String, String> minusOneThenTwo = new LinkedHashMap<>();
    minusOneThenTwo.put("<f4", "000080bf00000040");
    minusOneThenTwo.put("<f8", "000000000000f0bf0000000000000040");
    minusOneThenTwo.put("<i2", "ffff0200");
    minusOneThenTwo.put("<i4", "ffffffff02000000");
    minusOneThenTwo.put("<i8", "ffffffffffffffff0200000000000000");
    minusOneThenTwo.forEach(
        (type, data) -> {
          String header =
              "{'descr': '%s', 'fortran_order': False, 'shape': (2,), }".formatted(type);
          NpyArray array = parse(file(1, header, HexFormat.of().parseHex(data)));
          assertEquals(-1.0, array.real(0), type);
          assertEquals(2.0, array.real(1), type);
        });
    String bytes = "{\"shape\": (1,2),\"fortran_order\":False,\"descr\":\"|u1\"}\n";
    NpyArray array = Npy.parse(file(2, bytes, new byte[] {-1, 7}));
    assertEquals(255, array.integer(0));
    assertEquals(7, array.integer(1));
    assertEquals("(1, 2)", array.shapeText());
  }

  @Test
  void refusesEveryBadFileInOneSentence() {
    byte[] data = new byte[24];
    byte[] good = file(1, GOOD, data);
    Map<String, byte[]> bad = new LinkedHashMap<>();
    bad.put("empty", new byte[0]);
    bad.put("magic only", Arrays.copyOf(good, 6));
    bad.put("wrong magic", "PK\3\4 a zip file".getBytes(StandardCharsets.ISO_8859_1));
    bad.put("version 3", with(good, 6, 3));
    bad.put("version 0", with(good, 6, 0));
    bad.put("cut in the length", Arrays.copyOf(good, 9));
    bad.put("cut in the header", Arrays.copyOf(good, 40));
    bad.put("header length beyond the file", with(good, 9, 0x7f));
    bad.put("one byte short", Arrays.copyOf(good, good.length - 1));
    bad.put("one byte too many", Arrays.copyOf(good, good.length + 1));
    bad.put("no data", Arrays.copyOf(good, good.length - 24));
    bad.put("fortran order", file(1, GOOD.replace("False", "True"), data));
    bad.put("objects", file(1, GOOD.replace("<f4", "|O"), data));
    bad.put("half precision", file(1, GOOD.replace("<f4", "<f2"), data));
    bad.put("big endian", file(1, GOOD.replace("<f4", ">f4"), data));
    bad.put("text", file(1, GOOD.replace("<f4", "<U6"), data));
    bad.put("complex", file(1, GOOD.replace("<f4", "<c8"), data));
    bad.put("records", file(1, GOOD.replace("'<f4'", "[('a', '<f4')]"), data));
    bad.put("no descr", file(1, GOOD.replace("descr", "dscr"), data));
    bad.put("no order", file(1, GOOD.replace("fortran", "c"), data));
    bad.put("no shape", file(1, GOOD.replace("shape", "size"), data));
    bad.put("negative dimension", file(1, GOOD.replace("2, 3", "-2, -3"), data));
    bad.put("too many elements", file(1, GOOD.replace("2, 3", "65536, 65536"), data));
    bad.put("huge dimension", file(1, GOOD.replace("2, 3", "99999999999"), data));
    bad.put("not a number", file(1, GOOD.replace("2, 3", "2 3"), data));
    int refused = 0;
    for (Map.Entry<String, byte[]> entry : bad.entrySet()) {
      NpyException e =
          assertThrows(NpyException.class, () -> Npy.parse(entry.getValue()), entry.getKey());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      assertTrue(e.getMessage().startsWith("it"), e.getMessage());
      refused++;
    }
    assertEquals(25, refused);
    assertEquals(6, parse(good).size());
  }

  private static NpyArray parse(byte[] bytes) {
    try {
      return Npy.parse(bytes);
    } catch (NpyException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static byte[] file(int version, String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] bytes = new byte[8 + lengthBytes + text.length + data.length];
    System.arraycopy(NpyHeader.MAGIC, 0, bytes, 0, 6);
    bytes[6] = (byte) version;
    bytes[8] = (byte) text.length;
    bytes[9] = (byte) (text.length >> 8);
    System.arraycopy(text, 0, bytes, 8 + lengthBytes, text.length);
    System.arraycopy(data, 0, bytes, 8 + lengthBytes + text.length, data.length);
    return bytes;
  }
}
