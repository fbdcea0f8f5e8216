package bitwright.explore.job;

/** Checks that a component of a record from a file is there. */
final class Present {

  private Present() {}

  /**
   * Refuses null, which JSON has a word for.
   *
   * @param component what it is called in the file
   */
  static void require(String component, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(component + " is null; give it a value");
    }
  }
}
