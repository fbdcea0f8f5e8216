package bitwright.tables;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepFunction;
import bitwright.cost.Resources;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.hw.engine.MatrixVectorUnit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A whole matrix-vector unit, control and thresholds included: INT4 weights and activations, PE 16
 * × SIMD 16, 16-bit accumulators, 2-bit outputs.
 *
 * @param cells what its arithmetic is made of
 * @param memory where its weights are
 * @param words how many words of 256 weights there are
 * @param resources what synthesis counts
 */
record MatrixUnit(Cells cells, MemoryKind memory, int words, Resources resources) {

  /** The most LUTs for each of the multiply-accumulates that the unit does in a cycle. */
  static final double TARGET = 26;

  private static final int LANES = 16;
  private static final int COLUMNS = 512;
  private static final int ACCUMULATOR_BITS = 16;

  /**
   * The plan of an accelerator of this unit alone.
   *
   * @param words a multiple of 32, of which 32 are 16 rows of 512 weights
   */
  static AcceleratorPlan plan(Cells cells, MemoryKind memory, int words) {
    int rows = words * LANES * LANES / COLUMNS;
    Format int4 = FormatNames.parse("int4");
    Format uint2 = FormatNames.parse("uint2");
    Random random = new Random(1);
    // Weights of great magnitude, so that the accumulator has its 16 bits.
    int[] codes =
        random.ints((long) rows * COLUMNS, 0, 8).map(i -> i < 4 ? 8 + i / 2 : 7 - i / 2).toArray();
    WeightMatrix weights = new WeightMatrix(int4, rows, COLUMNS, codes);
    List<StepFunction> channels = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<BigInteger> thresholds =
          random.ints(3, -2000, 2000).sorted().mapToObj(BigInteger::valueOf).toList();
      channels.add(new StepFunction(thresholds, false));
    }
    DenseLayer layer =
        new DenseLayer("unit", weights, int4, Optional.of(new Requantizer(uint2, channels)));
    InputQuantizer quantizer =
        InputQuantizer.compile(
            COLUMNS,
            List.of(List.of()),
            new Quantizer(int4, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    double[] ones = IntStream.range(0, rows).mapToDouble(i -> 1).toArray();
    MapShape input = MapShape.vector(COLUMNS);
    Network network =
        new Network(
            "matrix_unit",
            input.dims(),
            input,
            quantizer,
            List.of(new Node(layer, List.of(Node.INPUT))),
            OutputHead.affine(ones, new double[rows]));
    Implementation implementation = new Implementation(cells, Multipliers.LUT, memory);
    AcceleratorPlan plan =
        AcceleratorPlan.of(network, List.of(new Fold(LANES, LANES)), List.of(implementation));
    if (plan.matrix(0).rawBits() != ACCUMULATOR_BITS) {
      throw new IllegalStateException(
          "the accumulator has %d bits".formatted(plan.matrix(0).rawBits()));
    }
    return plan;
  }

  /** The unit alone, the least of several seeds. */
  static MatrixUnit synthesize(
      SynthesizedFiles synthesis, int seeds, Cells cells, MemoryKind memory, int words) {
    AcceleratorPlan plan = plan(cells, memory, words);
    Accelerator accelerator = Generator.generate(plan);
    String top = MatrixVectorUnit.moduleName(plan.matrix(0));
    String name = "matrix unit %s %s %d".formatted(cells, memory, words).toLowerCase(Locale.ROOT);
    return new MatrixUnit(
        cells,
        memory,
        words,
        synthesis.leastOf(seeds, name, top, SynthesizedFiles.sources(accelerator)));
  }

  /** LUTs for each multiply-accumulate a cycle. */
  double lutsPerMac() {
    return (double) resources.lut() / (LANES * LANES);
  }

  /** Whether it is within the target. */
  boolean met() {
    return lutsPerMac() <= TARGET && resources.dsp() == 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Matrix-vector unit 16 × 16, INT4 × INT4, 16-bit accumulators, thresholds for 2 bits, control and all, %d words of weights in %s: "
            + "%,d LUT, %.1f for each multiply-accumulate (target %.0f%s), %,d FF, %s BRAM36, %d DSP",
        words,
        memory == MemoryKind.BLOCK ? "block memory" : "LUTs",
        resources.lut(),
        lutsPerMac(),
        TARGET,
        met() ? "" : ", missed",
        resources.ff(),
        resources.bram36(),
        resources.dsp());
  }
}
