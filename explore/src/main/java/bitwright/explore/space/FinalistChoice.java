package bitwright.explore.space;

/**
 * Which points of the front are built.
 *
 * @param least how many at least are generated, verified and synthesized
 * @param vectors images that each is verified on
 */
public record FinalistChoice(int least, int vectors) {

  /** Five, on 100 images each. */
  public static final FinalistChoice DEFAULT = new FinalistChoice(5, 100);

  /** Nothing is built. */
  public static final FinalistChoice NONE = new FinalistChoice(0, 0);

  /** Whether anything is built. */
  public boolean isWanted() {
    return vectors > 0;
  }
}
