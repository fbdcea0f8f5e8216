package bitwright.quantize.ptq;

/** A format that cannot stand where it was named; the message says in a sentence which can. */
public final class FormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  FormatException(String message, Object... arguments) {
    super(message.formatted(arguments));
  }
}
