package bitwright.arith.oracle;

import bitwright.arith.format.Rounding;
import bitwright.arith.step.Stage;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Stages and a quantizer applied one after the other, each from its definition. */
public final class Forward {

  private final List<Stage> stages;
  private final RoundingOracle levels;
  private final Rounding rounding;
  private final Rational scale;

  /** The composition of stages and a last quantizer. */
  public Forward(List<? extends Stage> stages, Stage.Quantizer last) {
    this.stages = List.copyOf(stages);
    levels = new RoundingOracle(last.format());
    rounding = last.rounding();
    scale = exact(last.scale());
  }

  /** The code that x ends in. */
  public int code(Rational x) {
    Rational y = x;
    for (Stage stage : stages) {
      y = apply(stage, y);
    }
    return levels.round(y.over(scale), rounding).code();
  }

  private static Rational apply(Stage stage, Rational x) {
    if (stage instanceof Stage.Affine a) {
      return exact(a.slope()).times(x).plus(exact(a.offset()));
    }
    if (stage instanceof Stage.Clamp c) {
      Rational low = exact(c.low());
      Rational high = exact(c.high());
      if (low != null && x.compareTo(low) < 0) {
        return low;
      }
      return high != null && x.compareTo(high) > 0 ? high : x;
    }
    if (stage instanceof Stage.Quantizer q) {
      Rational s = exact(q.scale());
      return new RoundingOracle(q.format()).round(x.over(s), q.rounding()).value().times(s);
    }
    throw new AssertionError("no definition of " + stage);
  }

  private static Rational exact(Optional<BigFraction> x) {
    return x.map(Forward::exact).orElse(null);
  }

  private static Rational exact(BigFraction x) {
    return new Rational(x.getNumerator(), x.getDenominator());
  }
}
