package bitwright.sim.stream;

/**
 * The pauses of one side of a stream: a seeded sequence, the same in every simulator.
 *
 * <p>The state is 64 bits and is never 0; each cycle {@code s ^= s << 13; s ^= s >>> 7; s ^= s <<
 * 17} (xorshift64), and the side pauses in that cycle if the upper 32 bits are less than {@code
 * ⌊2^32 · probability⌋}. A source that has offered a beat keeps offering it whatever is drawn; a
 * sink withholds ready in every cycle of pause.
 *
 * @param state the state before the first draw
 * @param threshold {@code ⌊2^32 · probability⌋}
 */
public record StallSequence(long state, long threshold) {

  /** The greatest probability: pauses must end. */
  public static final double MAX_PROBABILITY = 0.95;

  /**
   * A sequence.
   *
   * @param probability 0 (never pauses) to {@value #MAX_PROBABILITY}
   * @param seed any number; equal seeds give equal sequences
   * @param side 0 for the source, 1 for the sink
   */
  public static StallSequence of(double probability, long seed, int side) {
    if (!(probability >= 0 && probability <= MAX_PROBABILITY)) {
      throw new IllegalArgumentException(
          "a stall probability is between 0 and %s, not %s"
              .formatted(MAX_PROBABILITY, probability));
    }
    long mixed = 2 * seed + side + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    mixed ^= mixed >>> 31;
    return new StallSequence(mixed == 0 ? 1 : mixed, (long) (probability * 0x1p32));
  }
}
