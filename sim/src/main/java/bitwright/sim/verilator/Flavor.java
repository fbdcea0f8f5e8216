package bitwright.sim.verilator;

/** For what a library is built. */
enum Flavor {
  /** To run fast. */
  FAST("-O3 -march=native", "-O1", ""),
  /** To run fast enough, of a design so large that compiling takes longer than running. */
  LARGE("-O1 -march=native", "-O0", ""),
  /** To leave a waveform of few cycles: compiled quickly. */
  FST("-O1", "-O0", "--trace-fst"),
  /** The same where zlib's header, which FST needs, is not installed. */
  VCD("-O1", "-O0", "--trace");

  private final String fast;
  private final String slow;
  private final String traceOption;

  Flavor(String fast, String slow, String traceOption) {
    this.fast = fast;
    this.slow = slow;
    this.traceOption = traceOption;
  }

  /** Compiler flags for what runs every cycle, and for the run-time library. */
  String fast() {
    return fast;
  }

  /** Compiler flags for what runs once. */
  String slow() {
    return slow;
  }

  /** Verilator's option, or empty. */
  String traceOption() {
    return traceOption;
  }
}
