package bitwright.quantize.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Broadcasting and transposition by NumPy's rules. */
class ShapeTest {

  @Test
  void broadcastsAlignedAtTheEnd() {
    assertEquals(Optional.of(Shape.of(2, 3)), Shape.of(3).broadcast(Shape.of(2, 1)));
    assertEquals(Optional.of(Shape.of(4)), Shape.SCALAR.broadcast(Shape.of(4)));
    assertEquals(Optional.empty(), Shape.of(2).broadcast(Shape.of(3)));
    assertArrayEquals(
        new int[] {0, 0, 0, 1, 1, 1}, Shape.of(2, 1).broadcastPositions(Shape.of(2, 3)));
    assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2}, Shape.of(3).broadcastPositions(Shape.of(2, 3)));
  }

  @Test
  void largerThanAnIntIsNoShape() {
    assertTrue(Shape.checked(List.of(1L << 16, 1L << 16)).isEmpty());
    assertTrue(Shape.checked(List.of(1L << 62, 4L)).isEmpty());
    assertTrue(Shape.checked(List.of(-1L)).isEmpty());
    assertTrue(Shape.checked(List.of(0L, 1L << 40)).isEmpty());
    assertEquals(0, Shape.checked(List.of(0L, 5L)).orElseThrow().size());
  }

  @Test
  void transposesByPermutation() {
    Tensor tensor = Tensor.integers(Shape.of(2, 3), 7, new long[] {1, 2, 3, 4, 5, 6});
    Constant turned = tensor.transposed(new int[] {1, 0});
    assertEquals(Shape.of(3, 2), turned.shape());
    long[] values = new long[6];
    java.util.Arrays.setAll(values, i -> turned.value(i).longValue());
    assertArrayEquals(new long[] {1, 4, 2, 5, 3, 6}, values);
  }
}
