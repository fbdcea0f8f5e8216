package bitwright.sim;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.network.OutputHead;
import bitwright.arith.plan.LayerPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what the hardware computed with the golden model, code by code. */
final class Comparison {

  /** A difference before its cycle is known. */
  record Difference(int layer, int vector, int channel, BigInteger expected, BigInteger actual) {}

  private final Evaluation golden;
  private final List<LayerReport> layers = new ArrayList<>();
  private Difference first;

  private Comparison(Evaluation golden) {
    this.golden = golden;
  }

  /** Compares all layers over the vectors that passed whole. */
  static Comparison of(List<LayerPlan> plans, Evaluation golden, Observation observed) {
    Comparison comparison = new Comparison(golden);
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).layer().output().isPresent()) {
        comparison.compareCodes(i, plans.get(i), observed.codes(i));
      } else {
        comparison.compareAccumulators(i, plans.get(i), observed.accumulators());
      }
    }
    return comparison;
  }

  private void compareCodes(int layer, LayerPlan plan, CodeMatrix actual) {
    CodeMatrix expected = golden.layerCodes().get(layer);
    int[] e = expected.codes();
    int[] a = actual.codes();
    long mismatches = 0;
    for (int i = 0; i < a.length; i++) {
      if (e[i] != a[i]) {
        if (mismatches++ == 0) {
          BigInteger code = BigInteger.valueOf(e[i]);
          offer(layer, i, actual.width(), code, BigInteger.valueOf(a[i]));
        }
      }
    }
    layers.add(new LayerReport(plan, a.length, mismatches));
  }

  private void compareAccumulators(int layer, LayerPlan plan, Accumulators actual) {
    Accumulators expected = golden.lastAccumulators();
    long mismatches = 0;
    int rows = actual.rows();
    for (int i = 0; i < actual.vectors() * rows; i++) {
      BigInteger e = expected.get(i / rows, i % rows);
      BigInteger a = actual.get(i / rows, i % rows);
      if (!e.equals(a) && mismatches++ == 0) {
        offer(layer, i, rows, e, a);
      }
    }
    layers.add(new LayerReport(plan, (long) actual.vectors() * rows, mismatches));
  }

  private void offer(int layer, int index, int width, BigInteger expected, BigInteger actual) {
    if (first == null || index / width < first.vector()) {
      first = new Difference(layer, index / width, index % width, expected, actual);
    }
  }

  List<LayerReport> layers() {
    return layers;
  }

  Optional<Difference> first() {
    return Optional.ofNullable(first);
  }

  /** The first difference with its real values and its cycle. */
  Divergence divergence(Difference difference, long cycle) {
    LayerPlan plan = layers.get(difference.layer()).plan();
    return new Divergence(
        plan.layer().name(),
        difference.vector(),
        difference.channel(),
        difference.expected(),
        difference.actual(),
        value(plan, difference.channel(), difference.expected()),
        value(plan, difference.channel(), difference.actual()),
        cycle);
  }

  private double value(LayerPlan plan, int channel, BigInteger integer) {
    Optional<Format> format = plan.layer().output();
    if (format.isEmpty()) {
      OutputHead head = golden.network().head();
      int at = plan.layer().outputShape().tensorIndex(channel);
      return head.scale(at) * integer.doubleValue() + head.offset(at);
    }
    int code = integer.intValueExact();
    return format.get().isNumber(code)
        ? format.get().image(code).doubleValue() * Math.scalb(1.0, format.get().unitExponent())
        : Double.NaN;
  }
}
