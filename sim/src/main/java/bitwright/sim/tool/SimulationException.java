package bitwright.sim.tool;

/** A simulation could not be built or run: a fault of the set-up, not of the simulated design. */
public final class SimulationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public SimulationException(String message) {
    super(message);
  }

  /** With a sentence for the user and what lies behind it. */
  public SimulationException(String message, Throwable cause) {
    super(message, cause);
  }
}
