package bitwright.arith.plan;

import bitwright.arith.network.Network;

/**
 * What the network alone says of the queue in front of a port of a layer with several inputs; with
 * folds it gets a depth.
 *
 * @param mapPixels pixels of the map that comes in
 * @param waitingPixels the most pixels that wait there for the other inputs on account of the data
 */
public record BranchQueue(int mapPixels, int waitingPixels) {

  /** The queue of a port of a node with several sources. */
  public static BranchQueue of(Network network, int node, int port) {
    return BranchQueues.of(network, node, port);
  }

  /**
   * Its depth in beats: the pixels that wait and one being passed on, and what moves on, at the
   * branch's mean rate, while the slowest input's pipelines are under way. Worked example: 15
   * waiting of 196 pixels of 2 beats, 100 cycles under way of 800 an inference: 32 + ⌈100 · 392 /
   * 800⌉ = 81 beats.
   *
   * @param stream the port's stream
   * @param slowest cycles ({@link UnitDelay}) of the pipelines on the longest way to any input of
   *     the node
   * @param cyclesPerInference those of the whole accelerator
   */
  public int depth(StreamShape stream, int slowest, int cyclesPerInference) {
    int beatsPerPixel = Math.max(1, stream.beats() / mapPixels);
    long underWay = ((long) slowest * stream.beats() + cyclesPerInference - 1) / cyclesPerInference;
    long wanted = (long) (waitingPixels + 1) * beatsPerPixel + underWay;
    return (int) Math.max(2, Math.min(wanted, stream.beats() + underWay));
  }
}
