package bitwright.explore.npy;

/** A file that is not an array this package reads; the message is one sentence for the user. */
public final class NpyException extends Exception {

  private static final long serialVersionUID = 1L;

  NpyException(String message) {
    super(message);
  }
}
