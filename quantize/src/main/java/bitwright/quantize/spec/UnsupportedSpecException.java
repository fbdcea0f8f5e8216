package bitwright.quantize.spec;

/** A quantizer that no format can stand for; the message continues a sentence about its node. */
public final class UnsupportedSpecException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception whose message begins with a verb, for example "has 17 bits; …". */
  public UnsupportedSpecException(String predicate) {
    super(predicate);
  }
}
