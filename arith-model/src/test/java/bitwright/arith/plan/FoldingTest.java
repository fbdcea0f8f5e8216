package bitwright.arith.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.WeightMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chosen fold against all folds there are. */
class FoldingTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1", "64, 784, 1024", "64, 784, 1", "64, 784, 50176", "10, 64, 1024", "10, 64, 7",
    "12, 18, 5", "12, 18, 6", "12, 18, 100", "7, 13, 20", "128, 784, 1024", "10, 128, 333"
  })
  void theSmallestFoldIsTheBestOfAll(int rows, int columns, int cycles) {
    Format format = FormatNames.parse("int2");
    DenseLayer layer =
        new DenseLayer(
            "layer",
            new WeightMatrix(format, rows, columns, new int[rows * columns]),
            format,
            Optional.empty());
    List<Fold> folds = new ArrayList<>();
    for (int pe = 1; pe <= rows; pe++) {
      for (int simd = 1; simd <= columns; simd++) {
        boolean legal = rows % pe == 0 && columns % simd == 0;
        if (legal && (rows / pe) * (columns / simd) <= cycles) {
          folds.add(new Fold(pe, simd));
        }
      }
    }
    Fold best =
        folds.stream()
            .min(
                Comparator.comparingInt((Fold f) -> f.pe() * f.simd())
                    .thenComparingInt(f -> (rows / f.pe()) * (columns / f.simd()))
                    .thenComparingInt(Fold::pe))
            .orElseThrow();
    assertEquals(best, Folding.smallest(layer, cycles));
    assertThrows(IllegalArgumentException.class, () -> Folding.smallest(layer, 0));
  }
}
