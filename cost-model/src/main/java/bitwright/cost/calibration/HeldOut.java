package bitwright.cost.calibration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The designs that no fit sees: a share of every primitive's, drawn with a seed. */
public final class HeldOut {

  /** The seed of the split that the figures are about. */
  public static final long SEED = 20_261_122;

  private static final double SHARE = 0.3;

  private HeldOut() {}

  /** The ids of those that are held out: of every primitive 30 %, rounded up. */
  public static Set<String> of(Collection<Measurement> rows, long seed) {
    Map<String, List<String>> ids =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Measurement::primitive,
                    TreeMap::new,
                    Collectors.mapping(Measurement::id, Collectors.toList())));
    Random random = new Random(seed);
    Set<String> held = new HashSet<>();
    for (List<String> group : ids.values()) {
      List<String> order = new ArrayList<>(group);
      Collections.sort(order);
      Collections.shuffle(order, random);
      held.addAll(order.subList(0, (int) Math.ceil(SHARE * order.size())));
    }
    return Collections.unmodifiableSet(held);
  }
}
