package bitwright.bench;

import ai.onnxruntime.OrtException;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.oracle.Digits;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The golden model of a convolutional network against ONNX Runtime, from digits to classes. */
final class CnnContest {

  static final String NAME = "golden INT4 convolutional network";

  private static final int DIGITS = 100;
  private static final double TARGET = 0.25;

  /** Classes that may differ, since the runtime rounds its multipliers. */
  private static final int MOST_DIFFERENT = DIGITS / 50;

  private CnnContest() {}

  static Row measure(Path models) throws IOException {
    Network network =
        QonnxImporter.read(models.resolve("digits-cnn-int4.onnx"), ImportOptions.defaults());
    GoldenModel golden = new GoldenModel(network);
    float[] digits = Digits.first(DIGITS);
    try (RuntimeNetwork runtime = new RuntimeNetwork(network)) {
      requireAgreement(classes(golden, digits), runtime.classes(digits));
      return new Contest(
              NAME,
              "ONNX Runtime, QLinearConv, one thread",
              (double) DIGITS * network.macs(),
              TARGET,
              false,
              new JavaSide<>(() -> classes(golden, digits), Arrays::hashCode),
              new JavaSide<>(() -> runtime.classes(digits), Arrays::hashCode))
          .measure();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] classes(GoldenModel golden, float[] digits) {
    Evaluation evaluation = golden.evaluate(digits);
    return IntStream.range(0, evaluation.vectors()).map(evaluation::argMax).toArray();
  }

  private static void requireAgreement(int[] own, int[] other) {
    long different = IntStream.range(0, own.length).filter(v -> own[v] != other[v]).count();
    if (different > MOST_DIFFERENT) {
      throw new IllegalStateException(
          "%d of %d classes differ: these are not the same network"
              .formatted(different, own.length));
    }
  }
}
