package bitwright.cost.folding;

/** No legal folding of a network fits a device at a rate; the message is one sentence. */
public final class NothingFitsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingFitsException(String message) {
    super(message);
  }
}
