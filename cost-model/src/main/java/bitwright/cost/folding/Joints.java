package bitwright.cost.folding;

import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.engine.ConverterCost;
import bitwright.cost.engine.StreamCost;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stands between layers: each converter and queue is priced once. */
final class Joints {
  private static final int BITS = 21;

  private final Technology technology;
  private final Map<Long, Resources> converters = new ConcurrentHashMap<>();
  private final Map<Long, Resources> queues = new ConcurrentHashMap<>();

  Joints(Technology technology) {
    this.technology = technology;
  }

  /** The converter from beats of some elements to beats of others. */
  Resources converter(int elementBits, int from, int to) {
    if (from == to) {
      return Resources.NONE;
    }
    long key = ((long) elementBits << BITS | from) << BITS | to;
    Resources known = converters.get(key);
    if (known == null) {
      known = technology.price(ConverterCost.of(technology.family(), elementBits, from, to));
      converters.put(key, known);
    }
    return known;
  }

  /** The queue of some beats. */
  Resources queue(int beatBits, int depth) {
    long key = (long) beatBits << Integer.SIZE | depth;
    Resources known = queues.get(key);
    if (known == null) {
      known = technology.price(StreamCost.fifo(technology.family(), beatBits, depth));
      queues.put(key, known);
    }
    return known;
  }
}
