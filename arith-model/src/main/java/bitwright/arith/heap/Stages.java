package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nets in the stages of a pipeline: a net that is needed later passes a register a stage. */
final class Stages {
  private final NetlistBuilder builder;
  private final Net enable;
  private final Map<Net, List<Net>> delayed = new HashMap<>();

  Stages(NetlistBuilder builder, Net enable) {
    this.builder = builder;
    this.enable = enable;
  }

  /** The value of a net some stages later. */
  Net later(Net net, int stages) {
    if (stages == 0 || net.equals(Net.ZERO)) {
      return net;
    }
    List<Net> chain = delayed.computeIfAbsent(net, key -> new ArrayList<>(List.of(key)));
    while (chain.size() <= stages) {
      chain.add(builder.delay(chain.get(chain.size() - 1), enable, net, chain.size()));
    }
    return chain.get(stages);
  }

  /** A bit in a stage. */
  HeapBit at(Dot dot, int stage) {
    int stages = stage - dot.stage;
    if (stages == 0) {
      return dot.built;
    }
    List<Net> nets = dot.built.nets().stream().map(net -> later(net, stages)).toList();
    return new HeapBit(dot.built.function(), nets);
  }
}
