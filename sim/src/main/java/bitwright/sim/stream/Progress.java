package bitwright.sim.stream;

/** Is told how far a build or a run has come. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * One step.
   *
   * @param stage what is going on, for example {@code compile} or {@code simulate}
   * @param done how much of it is done
   * @param total all of it
   */
  void at(String stage, long done, long total);
}
