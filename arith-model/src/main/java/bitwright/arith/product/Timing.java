package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of nets, and the registers that part them into stages.
 *
 * <p>Inputs are at level 0; a look-up table or carry chain is one level above the highest net it
 * reads. With n levels a stage, levels 1 to n are stage 0, the next n stage 1, and so on; with a
 * lead of m, stage 0 ends at level n − m. A net that is read in a later stage passes a register a
 * stage.
 */
final class Timing {
  private final NetlistBuilder builder;
  private final int levels;
  private final int lead;
  private final Net enable;
  private final Map<Net, Integer> level = new HashMap<>();
  private final Map<Net, List<Net>> delayed = new HashMap<>();

  /**
   * Nets without levels yet.
   *
   * @param levels the levels of a stage; 0 for no registers
   * @param lead the levels of stage 0 that are spent before the inputs arrive
   * @param enable the clock enable of all registers
   */
  Timing(NetlistBuilder builder, int levels, int lead, Net enable) {
    this.builder = builder;
    this.levels = levels;
    this.lead = lead;
    this.enable = enable;
  }

  private int stage(int at) {
    return levels == 0 || at == 0 ? 0 : (at - 1 + lead) / levels;
  }

  private int level(Net net) {
    return level.getOrDefault(net, 0);
  }

  /** The level of a cell that reads these nets. */
  int above(Collection<Net> nets) {
    return nets.stream().mapToInt(this::level).max().orElse(0) + 1;
  }

  /** Says at which level a net is made. */
  void made(Net net, int at) {
    level.put(net, at);
  }

  /** The value of a net in the stage of a level. */
  Net at(Net net, int reader) {
    return inStage(net, stage(reader));
  }

  private Net inStage(Net net, int stage) {
    int stages = net.isConstant() ? 0 : stage - stage(level(net));
    List<Net> chain = delayed.computeIfAbsent(net, key -> new ArrayList<>(List.of(key)));
    while (chain.size() <= stages) {
      chain.add(builder.delay(chain.get(chain.size() - 1), enable, net, chain.size()));
    }
    return chain.get(stages);
  }

  /** The first stage that begins with all of these nets in registers, or 0 if they are inputs. */
  int latency(Collection<Net> nets) {
    int highest = above(nets) - 1;
    return levels == 0 || highest == 0 ? 0 : stage(highest) + 1;
  }

  /** The value of a net in a stage. */
  Net after(Net net, int stage) {
    return inStage(net, stage);
  }
}
