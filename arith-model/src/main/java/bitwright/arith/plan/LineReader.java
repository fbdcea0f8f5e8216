package bitwright.arith.plan;

import bitwright.arith.flow.Reader;

/** The steps of a line buffer's reader, one after the other. */
final class LineReader implements Reader {
  private final LineBufferPlan plan;
  private final LoopNest.Odometer odometer;
  private final int[] coordinates;
  private int loop = -1;

  LineReader(LineBufferPlan plan) {
    this.plan = plan;
    odometer = plan.nest().odometer();
    coordinates = plan.borders().stream().mapToInt(b -> b.coordinate().start()).toArray();
  }

  @Override
  public boolean padded() {
    for (int b = 0; b < coordinates.length; b++) {
      if (coordinates[b] < 0 || coordinates[b] >= plan.borders().get(b).size()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void step() {
    loop = odometer.step();
    for (int b = 0; b < coordinates.length; b++) {
      coordinates[b] += plan.borders().get(b).coordinate().move(loop);
    }
  }

  @Override
  public int moved() {
    return plan.position().move(loop);
  }

  @Override
  public int released() {
    return plan.oldest().move(loop);
  }
}
