package bitwright.explore.study;

/** Hears how far a study has come. */
@FunctionalInterface
public interface StudyProgress {

  /**
   * So much of a stage is done. Called by any thread.
   *
   * @param stage for example {@code quantizing and classifying}
   */
  void at(String stage, int done, int total);
}
