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

  /** The default, on all images if there are fewer than 100. */
  static FinalistChoice ofAtMost(int images) {
    return new FinalistChoice(DEFAULT.least(), Math.min(DEFAULT.vectors(), images));
  }

  /** Whether anything is built. */
  public boolean isWanted() {
    return vectors > 0;
  }
}
