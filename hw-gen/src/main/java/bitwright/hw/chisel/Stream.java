package bitwright.hw.chisel;

/**
 * A ready/valid stream: a beat passes at a rising edge where both are high. The producer raises
 * {@code valid} without waiting for {@code ready}, and holds valid and data until the beat has
 * passed.
 *
 * @param valid the producer offers a beat
 * @param ready the consumer takes one
 * @param data the beat
 */
public record Stream(Flag valid, Flag ready, Bits data) {
  /** Bits per beat. */
  public int width() {
    return data.width();
  }

  /** A beat passes in this cycle. */
  public Flag fires() {
    return valid.and(ready);
  }

  /** Feeds {@code consumer} from this stream; the widths must be equal. */
  public void to(Stream consumer) {
    if (width() != consumer.width()) {
      throw Caller.error(
          "a stream of %d bits cannot feed one of %d bits", width(), consumer.width());
    }
    consumer.valid.set(valid);
    consumer.data.set(data);
    ready.set(consumer.ready);
  }
}
