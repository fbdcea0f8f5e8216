package bitwright.hw.engine;

import bitwright.arith.plan.LineBufferPlan;
import java.util.List;

/**
 * A layer that gives the words of a feature map in another order, or repeatedly: upsampling, depth
 * to space.
 */
public final class MoveUnit extends LineBuffer {

  /**
   * The unit of a layer.
   *
   * @param layer its name
   * @param plan the order
   * @param lanes elements a word
   * @param bits of an element
   * @param what the layer does, for the head of the Verilog file
   */
  public MoveUnit(String layer, LineBufferPlan plan, int lanes, int bits, String what) {
    super(
        moduleName(layer),
        plan,
        new Word(lanes, bits, bits, 0),
        List.of(
            "Layer %s: %s".formatted(layer, what),
            "in: %d words of %d elements of %d bits a frame, in the order row, column, channel. out: %d words in the same order of the other map. One frame every %d cycles."
                .formatted(
                    plan.frameWords(), lanes, bits, plan.nest().steps(), plan.cyclesPerFrame())));
    observable(out.valid());
    observable(out.ready());
    observable(out.data());
  }

  /** The module name of a layer's unit. */
  public static String moduleName(String layer) {
    return "Move_" + layer;
  }
}
