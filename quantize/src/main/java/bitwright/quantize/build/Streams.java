package bitwright.quantize.build;

import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Pending;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All sources that a result depends on, each after those it depends on, and which codes are asked
 * of each. Equal passages of equal codes are one source.
 */
final class Streams {

  /**
   * Codes of a source.
   *
   * @param source position of the source
   * @param demand position among the source's demands
   */
  record Stream(int source, int demand) {}

  private record Key(String layer, List<Stream> inputs) {}

  private final Map<Source, Integer> known = new IdentityHashMap<>();
  private final Map<Key, Integer> positions = new HashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<List<Stream>> inputs = new ArrayList<>();
  private final List<List<Demand>> demands = new ArrayList<>();

  /** Collects what a result depends on; its own codes, if any, are the last source's demand. */
  Streams(Signal result) {
    int last = result.lastQuantizer();
    if (last < 0) {
      add(result.source());
    } else {
      add(Results.codes(result));
    }
  }

  /** The sources. */
  List<Source> sources() {
    return sources;
  }

  /** The codes that enter a source. */
  List<Stream> inputs(int source) {
    return inputs.get(source);
  }

  /** The codes that are asked of a source. */
  List<Demand> demands(int source) {
    return demands.get(source);
  }

  private Stream add(CodedSignal signal) {
    int source = add(signal.source());
    Demand demand = Demand.of(signal);
    List<Demand> known = demands.get(source);
    if (!known.contains(demand)) {
      known.add(demand);
    }
    return new Stream(source, known.indexOf(demand));
  }

  private int add(Source source) {
    Integer position = known.get(source);
    if (position == null) {
      List<Stream> streams = new ArrayList<>();
      String layer = "";
      if (source instanceof Source.Computed computed) {
        layer = computed.layer();
        computed.inputs().forEach(input -> streams.add(add(input)));
      } else if (source instanceof Pending pending) {
        throw Results.unquantized(pending);
      }
      position =
          positions.computeIfAbsent(
              new Key(layer, streams),
              key -> {
                sources.add(source);
                inputs.add(key.inputs());
                demands.add(new ArrayList<>());
                return sources.size() - 1;
              });
      known.put(source, position);
    }
    return position;
  }
}
