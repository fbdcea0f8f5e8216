package bitwright.arith.plan;

/**
 * The most cycles that pass from the beat on which an output depends to that output, in a unit that
 * works at its own pace: the wait for the vector before, cutting the patch, and the pipeline.
 */
public final class UnitDelay {

  /** Registers of converters and queues around a unit. */
  private static final int AROUND = 8;

  private UnitDelay() {}

  /** The cycles of a layer's unit. */
  public static int of(LayerPlan plan) {
    int search = plan.thresholds().map(ThresholdPlan::stages).orElse(0);
    if (plan instanceof ConvPlan conv) {
      MatrixPlan unit = conv.multiplier();
      return AROUND + conv.wordsPerPatch() + 2 * unit.cyclesPerVector() + unit.pipelineStages();
    }
    if (plan instanceof MatrixPlan unit) {
      return AROUND + 2 * unit.cyclesPerVector() + unit.pipelineStages();
    }
    if (plan instanceof PoolPlan pool) {
      int positions = pool.layer().patches().window().positions();
      return AROUND + pool.channelGroups() * positions + search;
    }
    return AROUND + search + plan.inputs().size();
  }
}
