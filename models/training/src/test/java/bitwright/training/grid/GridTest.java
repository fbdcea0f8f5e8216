package bitwright.training.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

  @Test
  void e2m1RoundsTiesToEven() {
    double[][] pairs = {
      {0.25, 0}, {0.75, 1}, {1.25, 1}, {1.75, 2}, {2.5, 2}, {3.5, 4}, {5, 4}, {5.01, 6}, {100, 6}
    };
    for (double[] pair : pairs) {
      assertEquals(pair[1], MinifloatGrid.E2M1.nearest(pair[0]), "of " + pair[0]);
      assertEquals(-pair[1], MinifloatGrid.E2M1.nearest(-pair[0]) - 0.0, "of -" + pair[0]);
    }
  }

  @Test
  void e3m2HasThe32MagnitudesOfItsCodesAndRoundsBetweenNeighbours() {
    List<Double> magnitudes = new ArrayList<>();
    for (int code = 0; code < 32; code++) {
      int exponent = code >> 2;
      int mantissa = code & 3;
      magnitudes.add(
          exponent == 0 ? mantissa / 16.0 : Math.scalb(1 + mantissa / 4.0, exponent - 3));
    }
    assertEquals(28, magnitudes.get(31));
    for (int code = 0; code < 31; code++) {
      double low = magnitudes.get(code);
      double high = magnitudes.get(code + 1);
      double middle = (low + high) / 2;
      assertEquals(low, MinifloatGrid.E3M2.nearest(low));
      assertEquals(low, MinifloatGrid.E3M2.nearest(Math.nextDown(middle)), "below " + middle);
      assertEquals(high, MinifloatGrid.E3M2.nearest(Math.nextUp(middle)), "above " + middle);
      assertEquals(code % 2 == 0 ? low : high, MinifloatGrid.E3M2.nearest(middle), "at " + middle);
    }
  }

  @Test
  void integersRoundTiesToEvenAndSaturate() {
    IntegerGrid signed = new IntegerGrid(4, true);
    IntegerGrid unsigned = new IntegerGrid(4, false);
    assertEquals(2, signed.nearest(2.5));
    assertEquals(4, signed.nearest(3.5));
    assertEquals(-7, signed.nearest(-8));
    assertEquals(15, unsigned.nearest(15.6));
    assertEquals(0, unsigned.nearest(-3));
    assertThrows(IllegalArgumentException.class, () -> new IntegerGrid(1, true));
  }

  @Test
  void zeroIsPositiveWhereThereIsNoZero() {
    assertEquals(1, new BipolarGrid().nearest(0));
    assertEquals(-1, new BipolarGrid().nearest(-Double.MIN_VALUE));
    assertEquals(1, new PowerOfTwoGrid(3).nearest(0));
  }

  @Test
  void powersOfTwoChangeAtTheArithmeticMiddle() {
    PowerOfTwoGrid grid = new PowerOfTwoGrid(3);
    double[][] pairs = {
      {1.49, 1}, {1.5, 2}, {2.99, 2}, {3, 4}, {5.99, 4}, {6, 8}, {1000, 8}, {0.01, 1}
    };
    for (double[] pair : pairs) {
      assertEquals(pair[1], grid.nearest(pair[0]), "of " + pair[0]);
      assertEquals(-pair[1], grid.nearest(-pair[0]), "of -" + pair[0]);
    }
  }
}
