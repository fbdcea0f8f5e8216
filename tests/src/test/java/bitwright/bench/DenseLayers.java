package bitwright.bench;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.dot.DotKernel;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.commons.math3.fraction.BigFraction;

/** Dense layers of 1024 inputs and 256 outputs on batches of 256, as {@code dense.c} has them. */
final class DenseLayers {

  static final int BATCH = 256;
  static final int COLUMNS = 1024;
  static final int ROWS = 256;
  static final double MACS = (double) BATCH * COLUMNS * ROWS;

  private final Format format;
  private final WeightMatrix weights;
  private final CodeMatrix inputs;
  private long state = 1;

  /** Weights and inputs of one format, drawn as the C programs draw them. */
  DenseLayers(String format) {
    this.format = FormatNames.parse(format);
    weights = new WeightMatrix(this.format, ROWS, COLUMNS, codes(ROWS * COLUMNS));
    inputs = new CodeMatrix(this.format, BATCH, COLUMNS, codes(BATCH * COLUMNS));
  }

  private int[] codes(int count) {
    int[] codes = new int[count];
    for (int i = 0; i < count; i++) {
      do {
        state = state * 6364136223846793005L + 1442695040888963407L;
        codes[i] = (int) (state >>> (Long.SIZE - format.bits()));
      } while (!format.isNumber(codes[i]));
    }
    return codes;
  }

  /** The sums of a kernel, decoding of the input codes included. */
  Side kernel(BiFunction<WeightMatrix, Format, DotKernel> source) {
    DotKernel kernel = source.apply(weights, format);
    return new JavaSide<>(() -> kernel.multiply(inputs, 0, BATCH), DenseLayers::hash);
  }

  /** The golden model of a network of this one layer, from codes to requantized codes. */
  Side golden() {
    GoldenModel model = new GoldenModel(network());
    return new JavaSide<>(() -> model.evaluate(inputs), e -> hash(e.lastAccumulators()));
  }

  private Network network() {
    InputQuantizer input =
        InputQuantizer.compile(
            COLUMNS,
            List.of(List.of()),
            new Quantizer(format, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    OutputHead head = OutputHead.affine(new double[ROWS], new double[ROWS]);
    DenseLayer layer = new DenseLayer("fc0", weights, format, Optional.of(requantizer()));
    return new Network("bench", List.of(COLUMNS), input, List.of(layer), head);
  }

  /** Thresholds that cut the middle eighth of each channel's range into equal steps. */
  private Requantizer requantizer() {
    int ranks = format.levels().count();
    List<StepFunction> channels = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      IntegerRange range = weights.accumulatorRange(row, format);
      BigInteger span = range.max().subtract(range.min());
      List<BigInteger> thresholds = new ArrayList<>();
      for (int i = 1; i < ranks; i++) {
        BigInteger part = BigInteger.valueOf(i - ranks / 2);
        thresholds.add(span.multiply(part).divide(BigInteger.valueOf(8L * ranks)));
      }
      channels.add(new StepFunction(thresholds, row % 2 == 1));
    }
    return new Requantizer(format, Collections.unmodifiableList(channels));
  }

  private static long hash(Accumulators sums) {
    long hash = 0;
    for (int v = 0; v < sums.vectors(); v++) {
      for (int r = 0; r < sums.rows(); r++) {
        hash = hash * 31 + sums.get(v, r).longValue();
      }
    }
    return hash;
  }
}
