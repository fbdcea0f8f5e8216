package bitwright.quantize.ptq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.arith.network.WeightMatrix;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostTrainingQuantizerTest {

  private static Network imported(QuantizedNetwork quantized) {
    return QonnxImporter.load(QonnxWriter.write(quantized), "q", ImportOptions.defaults())
        .network();
  }

  @Test
  void biasCorrectionZeroesTheMeanErrorOfEveryChannel() {
    Random random = new Random(5);
    RealNetwork network = PtqSupport.network(random);
    List<double[]> images = PtqSupport.images(random, 30, 72);
    QuantizedNetwork quantized =
        new PostTrainingQuantizer(network, images)
            .quantize(
                QuantizationOptions.of(FormatNames.parse("int3n"), FormatNames.parse("int4"))
                    .with(Techniques.NONE.withBiasCorrection()));
    int channels = 0;
    for (int node : network.linears()) {
      double[] real = means(new RealEvaluator(network), images, node, network);
      double[] coded = means(quantized.evaluator(), images, node, network);
      for (int c = 0; c < real.length; c++) {
        assertEquals(real[c], coded[c], 1e-9, "node " + node + " channel " + c);
        channels++;
      }
    }
    assertEquals(15, channels);
  }

  /** Where the ratio of deviations is within its bounds, both moments come back. */
  @Test
  void reestimationRestoresMeanAndDeviationOfEveryChannel() {
    Random random = new Random(5);
    RealNetwork network = PtqSupport.network(random);
    List<double[]> images = PtqSupport.images(random, 30, 72);
    QuantizationOptions options =
        QuantizationOptions.of(FormatNames.parse("int3n"), FormatNames.parse("int4"));
    QuantizedNetwork plain = new PostTrainingQuantizer(network, images).quantize(options);
    QuantizedNetwork quantized =
        new PostTrainingQuantizer(network, images)
            .quantize(options.with(Techniques.NONE.withReestimation()));
    int channels = 0;
    int changed = 0;
    for (int node : network.linears()) {
      LayerStatistics real = statistics(new RealEvaluator(network), images, node, network);
      LayerStatistics coded = statistics(quantized.evaluator(), images, node, network);
      LayerStatistics before = statistics(plain.evaluator(), images, node, network);
      for (int c = 0; c < real.mean().length; c++) {
        assertEquals(real.mean()[c], coded.mean()[c], 1e-6, "mean " + node + " " + c);
        // Scales are float32 numbers.
        double ratio = coded.deviation()[c] / real.deviation()[c];
        assertEquals(1, ratio, 1e-6, "deviation " + node + " " + c);
        changed += Math.abs(before.deviation()[c] / real.deviation()[c] - 1) > 1e-3 ? 1 : 0;
        channels++;
      }
    }
    assertEquals(15, channels);
    assertTrue(changed >= 12, changed + " of 15 deviations were off before");
  }

  private static LayerStatistics statistics(
      RealEvaluator evaluator, List<double[]> images, int node, RealNetwork network) {
    List<double[]> maps = images.stream().map(i -> evaluator.values(i).of(node)).toList();
    return LayerStatistics.of(maps, network.shape(node).channels());
  }

  private static double[] means(
      RealEvaluator evaluator, List<double[]> images, int node, RealNetwork network) {
    List<double[]> maps = images.stream().map(i -> evaluator.values(i).of(node)).toList();
    return LayerStatistics.of(maps, network.shape(node).channels()).mean();
  }

  @Test
  void theFileImportsBackToTheSameCodes() {
    int weights = 0;
    for (String pair :
        List.of(
            "int4n int4",
            "int8n int8",
            "e2m1 e2m1",
            "e4m3 e4m3",
            "e3m0 e3m0",
            "int3n e2m2",
            "e2m0 int4")) {
      String[] formats = pair.split(" ");
      Random random = new Random(7);
      RealNetwork network = PtqSupport.network(random);
      QuantizedNetwork quantized =
          new PostTrainingQuantizer(network, PtqSupport.images(random, 20, 72))
              .quantize(
                  QuantizationOptions.of(
                      FormatNames.parse(formats[0]), FormatNames.parse(formats[1])));
      Network imported = imported(quantized);
      List<WeightMatrix> matrices =
          imported.layers().stream()
              .flatMap(layer -> layer.kernel().stream())
              .map(DenseLayer::weights)
              .toList();
      assertEquals(3, matrices.size());
      int layer = 0;
      for (int node : network.linears()) {
        QuantizedWeights expected = quantized.weights().get(node);
        WeightMatrix matrix = matrices.get(layer++);
        int[] sortedExpected = codes(expected);
        int[] sortedActual = new int[sortedExpected.length];
        for (int i = 0; i < sortedActual.length; i++) {
          sortedActual[i] = matrix.code(i / matrix.columns(), i % matrix.columns());
        }
        Arrays.sort(sortedExpected);
        Arrays.sort(sortedActual);
        assertArrayEquals(sortedExpected, sortedActual, pair);
        weights += sortedActual.length;
      }
    }
    assertEquals(7 * (72 + 48 + 120), weights);
  }

  /**
   * QONNX has no quantizer for powers of two: the file holds the numbers, and the importer takes
   * the least of them for 1, in a format as narrow as their span.
   */
  @Test
  void powersOfTwoImportBackToTheSameNumbersInNoWiderAFormat() {
    int weights = 0;
    for (String name : List.of("pot3", "pot3z", "pot4", "pot4z", "ternary")) {
      RealNetwork network = PtqSupport.network(new Random(7));
      QuantizedNetwork quantized =
          new PostTrainingQuantizer(network, PtqSupport.images(new Random(8), 20, 72))
              .quantize(QuantizationOptions.of(FormatNames.parse(name), FormatNames.parse("int4")));
      List<WeightMatrix> matrices =
          imported(quantized).layers().stream()
              .flatMap(layer -> layer.kernel().stream())
              .map(DenseLayer::weights)
              .toList();
      int layer = 0;
      for (int node : network.linears()) {
        QuantizedWeights expected = quantized.weights().get(node);
        WeightMatrix matrix = matrices.get(layer++);
        String kind = name.replaceAll("\\d.*", "");
        assertTrue(
            matrix.format().name().startsWith(kind), matrix.format().name() + " for " + name);
        assertTrue(matrix.format().bits() <= expected.grid().format().bits(), name);
        double[] wanted =
            Arrays.stream(expected.ranks())
                .flatMapToInt(Arrays::stream)
                .mapToDouble(expected.grid()::value)
                .sorted()
                .toArray();
        double[] got =
            Arrays.stream(matrix.codes())
                .mapToDouble(code -> matrix.format().image(code).doubleValue())
                .sorted()
                .toArray();
        double unit = wanted[0] / got[0];
        for (int i = 0; i < wanted.length; i++) {
          assertEquals(wanted[i], unit * got[i], name);
          weights++;
        }
      }
    }
    assertEquals(5 * (72 + 48 + 120), weights);
  }

  private static int[] codes(QuantizedWeights weights) {
    int[][] ranks = weights.ranks();
    int columns = ranks[0].length;
    int[] codes = new int[ranks.length * columns];
    Arrays.setAll(codes, i -> weights.code(i / columns, i % columns));
    return codes;
  }

  @Test
  void theGoldenModelGivesWhatTheQuantizedNetworkDoesInDoubles() {
    int compared = 0;
    for (String pair : List.of("int4n int4", "e2m1 e2m1", "e3m2 e3m2", "pot4z int5")) {
      String[] formats = pair.split(" ");
      Random random = new Random(11);
      RealNetwork network = PtqSupport.network(random);
      List<double[]> images = PtqSupport.images(random, 40, 72);
      QuantizedNetwork quantized =
          new PostTrainingQuantizer(network, images)
              .quantize(
                  QuantizationOptions.of(
                          FormatNames.parse(formats[0]), FormatNames.parse(formats[1]))
                      .with(Techniques.NONE.withRounding(GptqRounding.DEFAULT).withReestimation()));
      float[] flat = new float[40 * 72];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = (float) images.get(i / 72)[i % 72];
      }
      Evaluation golden = new GoldenModel(imported(quantized)).evaluate(flat);
      int agree = 0;
      for (int i = 0; i < images.size(); i++) {
        double[] expected = quantized.evaluator().outputs(images.get(i));
        double[] actual = golden.outputs(i);
        boolean close = true;
        for (int c = 0; c < expected.length; c++) {
          close &= Math.abs(expected[c] - actual[c]) < 1e-4 * Math.max(1, Math.abs(expected[c]));
        }
        agree += close ? 1 : 0;
        compared++;
      }
      // Doubles and floats fall on different sides of a tie now and then.
      assertTrue(agree >= 38, pair + ": " + agree + " of 40 agree");
    }
    assertEquals(160, compared);
  }
}
