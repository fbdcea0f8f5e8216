package bitwright.arith.flow;

/**
 * A pipeline behind a double buffer: a vector of {@code words} beats comes in while the one before
 * is read {@code replays} times, a word a cycle; every time, one result leaves.
 */
final class Replay extends Pipeline {
  private final Channel in;
  private final int words;
  private final int replays;
  private int filled;
  private int writeWord;
  private int readWord;
  private int replay;

  Replay(Channel in, Channel out, int words, int replays, int stages) {
    super(stages, out);
    this.in = in;
    this.words = words;
    this.replays = replays;
  }

  @Override
  public void accept() {
    in.ready = filled < 2;
  }

  @Override
  boolean step(boolean advance) {
    boolean read = filled > 0 && advance;
    boolean complete = false;
    if (in.fires() && ++writeWord == words) {
      writeWord = 0;
      filled++;
    }
    if (read && ++readWord == words) {
      readWord = 0;
      complete = true;
      if (++replay == replays) {
        replay = 0;
        filled--;
      }
    }
    return complete;
  }
}
