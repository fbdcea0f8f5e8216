package bitwright.hw.chisel;

/**
 * A mistake in a generator: a width that does not fit, a signal set where it may not be, a circuit
 * that cannot be built. The message starts with the file and line of the generator that made it.
 */
public final class HardwareException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HardwareException(String message) {
    super(message);
  }

  HardwareException(String message, Throwable cause) {
    super(message, cause);
  }
}
