package bitwright.arith.plan;

import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.UpsampleLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * How deep the queues must be where branches of a network meet again.
 *
 * <p>Let {@code need(j)} be the last pixel of the network's input that pixel j of a stream depends
 * on, or any pixel before j, since streams keep their order. A layer with several inputs takes
 * pixel j when the latest of them has it, that is when the network has taken the input pixel {@code
 * T(j) = max over inputs of need(j)}. By then an input e may have given all pixels k with {@code
 * need_e(k) ≤ T(j)}, of which j are used: so its queue holds at most {@code max_j #{k : need_e(k) ≤
 * T(j)} − j} pixels on account of the data. What moves on while the slower branch's pipeline is
 * under way comes on top: its cycles at the branch's mean rate.
 *
 * <p>Worked example: a residual block whose long branch is a 3 × 3 convolution with a border of 1
 * over rows of 14 pixels. Pixel j of the convolution needs pixel j + 15, so the short branch's
 * queue holds 15 pixels, one more being passed on, and what enters during the latency.
 */
final class BranchQueues {

  private BranchQueues() {}

  static int depth(AcceleratorPlan plan, int node, int port) {
    List<Integer> sources = plan.network().nodes().get(node).sources();
    if (sources.size() == 1) {
      return 0;
    }
    int[] delays = delays(plan);
    int slowest = sources.stream().mapToInt(s -> s == Node.INPUT ? 0 : delays[s]).max().orElse(0);
    return of(plan.network(), node, port)
        .depth(plan.layers().get(node).inputs().get(port), slowest, plan.cyclesPerInference());
  }

  static BranchQueue of(Network network, int node, int port) {
    List<int[]> needs = needs(network, node);
    int[] latest = needs.get(port).clone();
    for (int[] need : needs) {
      for (int j = 0; j < latest.length; j++) {
        latest[j] = Math.max(latest[j], need[j]);
      }
    }
    int[] own = needs.get(port);
    int given = 0;
    int pixels = 0;
    for (int j = 0; j < own.length; j++) {
      while (given < own.length && own[given] <= latest[j]) {
        given++;
      }
      pixels = Math.max(pixels, given - j);
    }
    return new BranchQueue(own.length, pixels);
  }

  /** For every input of a node, what its pixels need of the network's input. */
  private static List<int[]> needs(Network network, int node) {
    List<int[]> known = new ArrayList<>();
    int[] input = new int[network.inputMap().pixels()];
    for (int i = 0; i < input.length; i++) {
      input[i] = i;
    }
    for (int i = 0; i < node; i++) {
      List<int[]> given = given(network, i, input, known);
      known.add(ordered(through(network.nodes().get(i).layer(), given)));
    }
    return given(network, node, input, known);
  }

  private static List<int[]> given(Network network, int node, int[] input, List<int[]> known) {
    return network.nodes().get(node).sources().stream()
        .map(s -> s == Node.INPUT ? input : known.get(s))
        .toList();
  }

  /** Streams keep their order: a pixel waits for those before it. */
  private static int[] ordered(int[] need) {
    for (int j = 1; j < need.length; j++) {
      need[j] = Math.max(need[j], need[j - 1]);
    }
    return need;
  }

  private static int[] through(Layer layer, List<int[]> inputs) {
    int[] first = inputs.get(0);
    MapShape out = layer.outputShape();
    if (layer instanceof DenseLayer) {
      return new int[] {first[first.length - 1]};
    }
    if (layer instanceof ConvLayer conv) {
      return windows(conv.patches(), first);
    }
    if (layer instanceof PoolLayer pool) {
      return windows(pool.patches(), first);
    }
    int[] need = new int[out.pixels()];
    for (int j = 0; j < need.length; j++) {
      int y = j / out.width();
      int x = j % out.width();
      if (layer instanceof UpsampleLayer up) {
        need[j] = first[y / up.rows() * up.input().width() + x / up.columns()];
      } else if (layer instanceof DepthToSpaceLayer d) {
        need[j] = first[y / d.block() * d.input().width() + x / d.block()];
      } else {
        for (int[] input : inputs) {
          need[j] = Math.max(need[j], input[j]);
        }
      }
    }
    return need;
  }

  /** A window needs its last pixel within the map. */
  private static int[] windows(Patches patches, int[] input) {
    int[] need = new int[patches.count()];
    var window = patches.window();
    MapShape map = patches.input();
    for (int j = 0; j < need.length; j++) {
      int y =
          j / patches.outputWidth() * window.strideHeight()
              - window.padTop()
              + window.spanHeight()
              - 1;
      int x =
          j % patches.outputWidth() * window.strideWidth()
              - window.padLeft()
              + window.spanWidth()
              - 1;
      int row = Math.max(0, Math.min(y, map.height() - 1));
      int column = Math.max(0, Math.min(x, map.width() - 1));
      need[j] = input[row * map.width() + column];
    }
    return need;
  }

  /** Cycles that the pipelines on the longest way from the input to each node's output take. */
  private static int[] delays(AcceleratorPlan plan) {
    int[] delays = new int[plan.layers().size()];
    for (int i = 0; i < delays.length; i++) {
      int before =
          plan.network().nodes().get(i).sources().stream()
              .mapToInt(s -> s == Node.INPUT ? 0 : delays[s])
              .max()
              .orElse(0);
      delays[i] = before + UnitDelay.of(plan.layers().get(i));
    }
    return delays;
  }
}
