package bitwright.cost.primitive;

import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.cost.Family;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The weight memories of matrix-vector units. Reading all of the words is most of the work of an
 * estimate, and resources, timing and every kind of multiplier ask for the same ones: the last few
 * memories are kept.
 */
public final class WeightRoms {
  private static final int MOST = 64;

  private static final Map<Key, Rom> KNOWN = Collections.synchronizedMap(new Latest());

  /** What the contents and the realisation of a memory depend on. */
  private record Key(WeightMatrix weights, Fold fold, Family family, MemoryKind kind) {}

  private static final class Latest extends LinkedHashMap<Key, Rom> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Rom> eldest) {
      return size() > MOST;
    }
  }

  private WeightRoms() {}

  /** The weight memory of a unit whose weights are not constants of the circuit. */
  public static Rom of(Family family, MatrixPlan plan) {
    Key key = new Key(plan.layer().weights(), plan.fold(), family, plan.implementation().weights());
    Rom known = KNOWN.get(key);
    if (known == null) {
      known =
          new Rom(
              family,
              IntStream.range(0, plan.weightDepth()).mapToObj(plan::weightWord).toList(),
              key.kind());
      KNOWN.put(key, known);
    }
    return known;
  }
}
