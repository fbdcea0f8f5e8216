package bitwright.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitTest {

  /** Twelve images of each class, each with its own first two bytes. */
  private static Digits digits() {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] image = new byte[Digits.PIXELS];
      image[0] = (byte) i;
      images.add(image);
      labels.add(i / 12);
    }
    return new Digits(images, labels);
  }

  private static List<Byte> names(Digits digits) {
    return digits.images().stream().map(image -> image[0]).toList();
  }

  @Test
  void noDigitIsInBothPartsAndNoneIsLost() {
    Split split = Split.draw(digits(), 3, 1);
    Set<Byte> all = new HashSet<>(names(split.training()));
    all.addAll(names(split.heldOut()));
    assertEquals(120, all.size());
    assertEquals(90, split.training().size());
    assertEquals(30, split.heldOut().size());
  }

  @Test
  void everyTenHeldOutDigitsAreOneOfEachClass() {
    Digits heldOut = Split.draw(digits(), 3, 1).heldOut();
    for (int start = 0; start < 30; start += 10) {
      assertEquals(10, new HashSet<>(heldOut.labels().subList(start, start + 10)).size());
    }
  }

  @Test
  void theSeedDecides() {
    assertEquals(
        names(Split.draw(digits(), 3, 1).heldOut()), names(Split.draw(digits(), 3, 1).heldOut()));
    assertNotEquals(
        names(Split.draw(digits(), 3, 1).heldOut()), names(Split.draw(digits(), 3, 2).heldOut()));
  }

  @Test
  void aClassThatIsTooSmallIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Split.draw(digits(), 12, 1));
  }
}
