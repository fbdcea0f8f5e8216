package bitwright.explore.cli;

/** What the process tells its caller. */
final class ExitCode {

  /** Done. */
  static final int OK = 0;

  /** Hardware and golden model differ. */
  static final int DIVERGED = 1;

  /** Wrong usage: an option, a name, a file the user asked to write. */
  static final int USAGE = 2;

  /** The input model or data is not acceptable. */
  static final int DATA = 3;

  /** A tool is missing. */
  static final int TOOL = 4;

  /** Interrupted; the same command continues. */
  static final int INTERRUPTED = 5;

  /** A defect of Bitwright itself (EX_SOFTWARE of sysexits.h). */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
