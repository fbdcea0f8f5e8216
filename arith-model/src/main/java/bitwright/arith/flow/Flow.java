package bitwright.arith.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Streams and the blocks between them, from one input to one output: follows the beats through the
 * very handshakes of the hardware, one cycle after the other, so that the cycles it counts are
 * those of a simulation of the hardware whatever waits for what.
 *
 * <p>Blocks are added from the input on. From the first cycle after reset on, in which the hardware
 * is not ready yet, a beat is offered in every cycle, and the output is always ready.
 *
 * <p>Worked example: a {@link #queue} alone takes the first beat in cycle 1 and gives it in cycle
 * 2; {@code run(out, 3, 1)} says 4 cycles for three beats.
 */
public final class Flow {
  private final List<Block> blocks = new ArrayList<>();
  private final Channel source = new Channel();

  /** The stream that comes in. */
  public Channel source() {
    return source;
  }

  private Channel add(Block block, Channel out) {
    blocks.add(block);
    return out;
  }

  /** The same stream for several consumers. */
  public List<Channel> fork(Channel in, int consumers) {
    List<Channel> outs = Stream.generate(Channel::new).limit(consumers).toList();
    blocks.add(new Fork(in, outs));
    return outs;
  }

  /** Beats of {@code from} elements regrouped to beats of {@code to}. */
  public Channel convert(Channel in, int from, int to) {
    int multiple = from / gcd(from, to) * to;
    Channel wide = in;
    if (multiple > from) {
      Channel out = new Channel();
      wide = add(new Upsizer(in, out, multiple / from), out);
    }
    if (multiple == to) {
      return wide;
    }
    Channel out = new Channel();
    return add(new Downsizer(wide, out, multiple / to), out);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** A queue of two beats. */
  public Channel queue(Channel in) {
    Channel out = new Channel();
    return add(new PassingQueue(in, out), out);
  }

  /** A queue of {@code depth} beats in a memory. */
  public Channel fifo(Channel in, int depth) {
    Channel out = new Channel();
    return add(new Fifo(in, out, depth), out);
  }

  /** One result for every {@code turns} beats, after {@code stages} registers and a queue. */
  public Channel reduce(Channel in, int turns, int stages) {
    Channel out = new Channel();
    return add(new Reduction(in, out, turns, stages), out);
  }

  /**
   * Vectors of {@code words} beats in a double buffer, each read {@code replays} times; a result
   * each time, after {@code stages} registers from the read on and a queue.
   */
  public Channel replay(Channel in, int words, int replays, int stages) {
    Channel out = new Channel();
    return add(new Replay(in, out, words, replays, stages), out);
  }

  /**
   * A ring of words.
   *
   * @param reader the order of reading
   * @param ahead words written minus the reader's first position, minus 1, before anything comes in
   * @param room free words, minus 1, before anything comes in
   */
  public Channel lineBuffer(Channel in, Reader reader, int ahead, int room) {
    Channel out = new Channel();
    return add(new LineBuffer(in, out, reader, ahead, room), out);
  }

  /** A beat of every stream at once, through {@code stages} registers and a queue. */
  public Channel join(List<Channel> ins, int stages) {
    Channel out = new Channel();
    return add(new Join(List.copyOf(ins), out, stages), out);
  }

  /** Of every stream some beats in turn, through a queue. */
  public Channel inTurn(List<Channel> ins, List<Integer> beats) {
    Channel out = new Channel();
    return add(new Turns(List.copyOf(ins), List.copyOf(beats), out), out);
  }

  /**
   * Runs until frames have left.
   *
   * @param out the last stream
   * @param beats of a frame that leaves
   * @param frames how many
   * @param patience cycles without a beat of this stream after which it counts as stuck
   * @return for every frame the cycles from the first beat of the first frame that came in to its
   *     last beat that left, both included
   * @throws IllegalStateException if it is stuck
   */
  public long[] run(Channel out, int beats, int frames, long patience) {
    Block[] all = blocks.toArray(Block[]::new);
    long[] ends = new long[frames];
    long first = -1;
    long lastMove = 0;
    long left = 0;
    for (long cycle = 0; left < (long) beats * frames; cycle++) {
      source.valid = cycle > 0;
      for (Block block : all) {
        block.offer();
      }
      out.ready = true;
      for (int i = all.length - 1; i >= 0; i--) {
        all[i].accept();
      }
      if (first < 0 && source.fires()) {
        first = cycle;
      }
      if (out.valid) {
        lastMove = cycle;
        if (++left % beats == 0) {
          ends[(int) (left / beats) - 1] = cycle - first + 1;
        }
      } else if (cycle - lastMove > patience) {
        throw new IllegalStateException(
            "beat %d does not leave: the streams wait for each other".formatted(left));
      }
      for (Block block : all) {
        block.clock();
      }
    }
    return ends;
  }
}
