package bitwright.arith.flow;

/** The handshake of a stream in the current cycle. */
public final class Channel {
  boolean valid;
  boolean ready;

  Channel() {}

  boolean fires() {
    return valid && ready;
  }
}
