package bitwright.arith.step;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;

/** Seeded random chains of stages like those in front of the quantizers of real networks. */
public final class RandomStages {

  private static final List<String> FORMATS =
      List.of(
          "bipolar1",
          "bipolar2",
          "ternary",
          "uint1",
          "uint2",
          "uint4",
          "int2n",
          "int4",
          "int6",
          "e2m1",
          "e3m0",
          "e3m2",
          "ue2m2",
          "e2m3",
          "e4m3fn",
          "pot3",
          "pot3z",
          "pot4");

  private final Random random;

  /** Chains of one seed. */
  public RandomStages(Random random) {
    this.random = random;
  }

  /** A quantizer into a random format. */
  public Stage.Quantizer quantizer() {
    Format format = FormatNames.parse(FORMATS.get(random.nextInt(FORMATS.size())));
    Rounding[] modes = Rounding.values();
    return new Stage.Quantizer(format, modes[random.nextInt(modes.length)], positive());
  }

  /** Up to four stages: affine functions, clamps and quantizers. */
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      stages.add(stage());
    }
    return stages;
  }

  private Stage stage() {
    return switch (random.nextInt(6)) {
      case 0 -> Stage.Clamp.RELU;
      case 1 -> {
        BigFraction low = signed();
        yield new Stage.Clamp(Optional.of(low), Optional.of(low.add(positive())));
      }
      case 2 -> quantizer();
      case 3 -> new Stage.Affine(positive().negate(), signed());
      default -> new Stage.Affine(random.nextInt(12) == 0 ? BigFraction.ZERO : signed(), signed());
    };
  }

  /** A fraction with many ties: small halves and quarters half the time, any float32 otherwise. */
  private BigFraction signed() {
    return random.nextBoolean() ? positive() : positive().negate();
  }

  private BigFraction positive() {
    return switch (random.nextInt(4)) {
      case 0 -> new BigFraction(1 + random.nextInt(8), 1 << random.nextInt(4));
      case 1 -> new BigFraction(1 + random.nextInt(20), 1 + random.nextInt(20));
      case 2 -> new BigFraction((double) Math.scalb(1 + random.nextFloat(), random.nextInt(9) - 5));
      default ->
          new BigFraction(
              new BigInteger(120, random).setBit(119), new BigInteger(121, random).setBit(120));
    };
  }
}
