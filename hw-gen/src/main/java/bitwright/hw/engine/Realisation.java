package bitwright.hw.engine;

import bitwright.arith.plan.MatrixPlan;
import java.util.Locale;

/** What the arithmetic and the weights of a matrix-vector unit are made of, in words. */
public final class Realisation {

  private Realisation() {}

  /** What dot products are made of, and why if not of what was asked for. */
  public static String arithmetic(MatrixPlan plan) {
    return switch (plan.arithmetic()) {
      case CELLS -> "LUT6_2, CARRY%d, FDRE".formatted(plan.implementation().cells().carryBits());
      case DSP ->
          "%d DSP slice%s, %d product%s in one"
              .formatted(
                  plan.dsps(),
                  plan.dsps() == 1 ? "" : "s",
                  plan.dspPacking().orElseThrow().lanes(),
                  plan.dspPacking().orElseThrow().lanes() == 1 ? "" : "s");
      case PORTABLE ->
          plan.fallback().map(reason -> "portable Verilog: " + reason).orElse("portable Verilog");
    };
  }

  /** Where weights are kept: {@code auto}, {@code lut} or {@code block}. */
  public static String weights(MatrixPlan plan) {
    return plan.implementation().weights().name().toLowerCase(Locale.ROOT);
  }
}
