package bitwright.cost.synthesis;

/** A synthesis that failed; the message is one sentence for the user. */
public final class SynthesisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for the user. */
  public SynthesisException(String message) {
    super(message);
  }
}
