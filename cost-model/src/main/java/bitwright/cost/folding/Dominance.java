package bitwright.cost.folding;

import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.plan.StreamShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Which choices for a layer are never needed, because another one has the same streams, needs no
 * more of anything and is no slower.
 *
 * @param branches whether the network has branch queues, whose depths depend on a layer's cycles
 *     and pipeline; then both must be the same
 * @param freeInput whether the input stream may have any width, since one port alone takes it
 */
record Dominance(boolean branches, boolean freeInput) {

  static Dominance of(Network network) {
    return new Dominance(
        network.nodes().stream().anyMatch(node -> node.sources().size() > 1),
        network.consumers(Node.INPUT).size() == 1);
  }

  Candidate[][] filter(List<List<Candidate>> layers) {
    Candidate[][] filtered = new Candidate[layers.size()][];
    for (int k = 0; k < filtered.length; k++) {
      List<Candidate> kept = new ArrayList<>();
      boolean free = k == 0 && freeInput;
      for (Candidate candidate : layers.get(k)) {
        if (kept.stream().noneMatch(other -> replaces(other, candidate, free))) {
          kept.removeIf(other -> replaces(candidate, other, free));
          kept.add(candidate);
        }
      }
      filtered[k] = kept.toArray(Candidate[]::new);
    }
    return filtered;
  }

  private boolean replaces(Candidate better, Candidate worse, boolean free) {
    return better.outputElements() == worse.outputElements()
        && (free || elements(better).equals(elements(worse)))
        && better.fmaxMHz() >= worse.fmaxMHz()
        && (branches
            ? better.cycles() == worse.cycles() && better.delay() == worse.delay()
            : better.cycles() <= worse.cycles())
        && leq(ResourceKind.amounts(better.units()), ResourceKind.amounts(worse.units()));
  }

  private static List<Integer> elements(Candidate candidate) {
    return candidate.inputs().stream().map(StreamShape::elements).toList();
  }

  private static boolean leq(int[] a, int[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) {
        return false;
      }
    }
    return true;
  }
}
