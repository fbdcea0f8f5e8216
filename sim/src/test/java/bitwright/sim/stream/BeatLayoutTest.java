package bitwright.sim.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BeatLayoutTest {

  @Test
  void elementZeroIsInTheLowestBits() {
    byte[] beat = new BeatLayout(1, 3, 4).pack(new int[] {0x3, 0xA, 0x5});
    assertArrayEquals(new byte[] {(byte) 0xA3, 0x05}, beat);
  }

  @Test
  void packedCodesComeBackForEveryWidth() {
    Random random = new Random(1);
    int compared = 0;
    for (int bits = 1; bits <= 16; bits++) {
      for (int elements = 1; elements <= 20; elements++) {
        BeatLayout layout = new BeatLayout(3, elements, bits);
        int[] codes = random.ints(2L * layout.width(), 0, 1 << bits).toArray();
        byte[] bytes = layout.pack(codes);
        assertEquals(2 * layout.vectorBytes(), bytes.length);
        for (int i = 0; i < codes.length; i++) {
          int v = i / layout.width();
          int position = i % layout.width();
          assertEquals(codes[i], layout.element(bytes, v, position));
          BigInteger sign = BigInteger.valueOf((codes[i] << (32 - bits)) >> (32 - bits));
          assertEquals(sign, layout.signedElement(bytes, v, position));
          compared++;
        }
      }
    }
    assertEquals(2 * 3 * 16 * 210, compared);
  }

  @Test
  void wideElementsAreReadExactly() {
    BeatLayout layout = new BeatLayout(1, 2, 101);
    BigInteger low = BigInteger.ONE.shiftLeft(99).subtract(BigInteger.valueOf(12345));
    BigInteger high = BigInteger.ONE.shiftLeft(100).negate().add(BigInteger.valueOf(678));
    BigInteger mask = BigInteger.ONE.shiftLeft(101);
    BigInteger beat = high.mod(mask).shiftLeft(101).or(low);
    byte[] bytes = new byte[layout.beatBytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = beat.shiftRight(8 * i).byteValue();
    }
    assertEquals(low, layout.signedElement(bytes, 0, 0));
    assertEquals(high, layout.signedElement(bytes, 0, 1));
  }

  @Test
  void paddingIsWhatLiesAboveTheElements() {
    BeatLayout layout = new BeatLayout(2, 3, 3);
    byte[] bytes = {(byte) 0xff, 0x01, (byte) 0xff, 0x03};
    assertTrue(layout.paddingClear(bytes, 0, 0));
    assertFalse(layout.paddingClear(bytes, 0, 1));
  }
}
