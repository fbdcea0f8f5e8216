package bitwright.explore.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.allocate.DesignPrice.LayerPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Chains of four items with six options each: three weights × two activations. */
class PriceModelTest {

  private static final int ITEMS = 4;
  private static final int OPTIONS = 6;
  private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5);

  /** Layer k costs what a table has for its weights, its input and the next layer's input. */
  private static Function<int[], Optional<DesignPrice>> chain(long seed) {
    Random random = new Random(seed);
    double[][][][] table = new double[ITEMS][3][2][2];
    for (double[][][] layer : table) {
      for (double[][] weight : layer) {
        for (double[] input : weight) {
          input[0] = random.nextInt(1000);
          input[1] = random.nextInt(1000);
        }
      }
    }
    return choice -> {
      List<LayerPrice> layers = new ArrayList<>();
      for (int k = 0; k < ITEMS; k++) {
        int next = k + 1 < ITEMS ? choice[k + 1] % 2 : 0;
        double cost = table[k][choice[k] / 2][choice[k] % 2][next];
        layers.add(new LayerPrice(cost, cost / 2, 0, 5 + cost / 1000));
      }
      layers.add(new LayerPrice(7, 0, 0, 1));
      boolean built = choice[0] != 5 && !(choice[1] == 4 && choice[2] % 2 == 1);
      return built ? Optional.of(new DesignPrice(layers, 1000)) : Optional.empty();
    };
  }

  private static PriceModel model(Function<int[], Optional<DesignPrice>> pricer) {
    int[][] classes = new int[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      classes[i] = ALL.stream().mapToInt(o -> o % 2).toArray();
    }
    List<List<Integer>> meeting = List.of(List.of(1), List.of(2), List.of(3), List.of());
    return new PriceModel(pricer, new int[ITEMS], List.of(ALL, ALL, ALL, ALL), classes, meeting);
  }

  private static int[] choice(int code) {
    return new int[] {code % 6, code / 6 % 6, code / 36 % 6, code / 216};
  }

  @Test
  void isExactForChains() {
    Function<int[], Optional<DesignPrice>> pricer = chain(3);
    PriceModel model = model(pricer);
    PairwiseCost lut = model.cost(LayerPrice::lut);
    PairwiseCost bram = model.cost(LayerPrice::bram36);
    int built = 0;
    int refused = 0;
    for (int code = 0; code < 1296; code++) {
      int[] choice = choice(code);
      Optional<DesignPrice> price = pricer.apply(choice);
      if (price.isPresent()) {
        assertEquals(price.get().lut(), lut.of(choice), 1e-9);
        assertEquals(price.get().bram36(), bram.of(choice), 1e-9);
        built++;
      } else {
        assertEquals(Double.POSITIVE_INFINITY, lut.of(choice));
        refused++;
      }
    }
    assertEquals(1296, built + refused);
    assertEquals(216 + 90, refused);
  }

  @Test
  void sortsOutWhatIsTooSlow() {
    Function<int[], Optional<DesignPrice>> pricer = chain(4);
    // 1000 / 5.7 ns = 175 MHz, 1000 cycles: 175,000 inferences a second.
    PairwiseCost slow = model(pricer).slow(175_000);
    int fast = 0;
    int all = 0;
    for (int code = 0; code < 1296; code++) {
      Optional<DesignPrice> price = pricer.apply(choice(code));
      if (price.isPresent()) {
        boolean enough = price.get().framesPerSecond() >= 175_000;
        assertEquals(enough ? 0 : Double.POSITIVE_INFINITY, slow.of(choice(code)));
        fast += enough ? 1 : 0;
        all++;
      }
    }
    assertEquals(990, all);
    assertTrue(fast > 50 && fast < 900, fast + " fast");
  }

  @Test
  void saysWhereItCannotStart() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> model(choice -> Optional.empty()))
            .getMessage();
    assertEquals(
        "the formats that allocation starts from cannot be built; use int8 weights and int8"
            + " activations",
        message);
  }
}
