package bitwright.hw.engine;

import bitwright.arith.plan.WindowPlan;

/**
 * The words under a window that slides over a feature map: for every output pixel all words of its
 * window, one a cycle, with the border muxed in. {@link WindowPlan} has order and depth.
 */
public final class SlidingWindow extends LineBuffer {

  /** The sliding window of a layer. */
  public SlidingWindow(WindowPlan plan) {
    super(
        moduleName(plan),
        plan.buffer(),
        new Word(plan.lanes(), plan.inBits(), plan.outBits(), plan.padCode()),
        Descriptions.window(plan));
  }

  /** The module name of a layer's sliding window. */
  public static String moduleName(WindowPlan plan) {
    return "Window_" + plan.name();
  }
}
