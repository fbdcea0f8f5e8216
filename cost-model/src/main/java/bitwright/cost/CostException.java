package bitwright.cost;

/** A cost that cannot be given; the message is one sentence for the user. */
public final class CostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for the user. */
  public CostException(String message) {
    super(message);
  }
}
