package bitwright.arith.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of any width survive every change of shape and of words. */
class AccumulatorsTest {

  private static BigInteger[] numbers(Random random, int count, int bits) {
    BigInteger[] numbers = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = new BigInteger(bits, random).subtract(BigInteger.ONE.shiftLeft(bits - 1));
    }
    return numbers;
  }

  @Test
  void numbersOfAnyWidthAreKept() {
    Random random = new Random(2);
    int compared = 0;
    for (int bits : new int[] {1, 2, 63, 64, 65, 127, 128, 129, 256, 300}) {
      BigInteger[] numbers = numbers(random, 20, bits);
      Accumulators all = Accumulators.wide(4, 5, numbers);
      Accumulators more = all.withWords(all.words() + 2).reshaped(2, 10);
      Accumulators back = more.withWords(all.words());
      for (int i = 0; i < 20; i++) {
        assertEquals(numbers[i], all.get(i / 5, i % 5));
        assertEquals(numbers[i], more.get(i / 10, i % 10));
        assertEquals(numbers[i], back.get(i / 10, i % 10));
        compared++;
      }
    }
    assertEquals(200, compared);
  }

  @Test
  void partsOfDifferentWidthsAreJoined() {
    Random random = new Random(3);
    BigInteger[] wide = numbers(random, 6, 200);
    BigInteger[] narrow = numbers(random, 6, 20);
    Accumulators a = Accumulators.wide(2, 3, wide);
    Accumulators b = Accumulators.wide(2, 3, narrow);
    Accumulators below = Accumulators.concatenate(3, a, b);
    Accumulators beside = Accumulators.sideBySide(b, a);
    for (int i = 0; i < 6; i++) {
      assertEquals(wide[i], below.get(i / 3, i % 3));
      assertEquals(narrow[i], below.get(2 + i / 3, i % 3));
      assertEquals(narrow[i], beside.get(i / 3, i % 3));
      assertEquals(wide[i], beside.get(i / 3, 3 + i % 3));
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Accumulators.ofWords(2, 3, 2, new long[11]));
  }
}
