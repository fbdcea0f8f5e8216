package bitwright.explore.journal;

/**
 * What was measured on a finalist.
 *
 * @param json the measurement
 * @param seconds how long it took
 */
public record FinalistEntry(String json, double seconds) {}
