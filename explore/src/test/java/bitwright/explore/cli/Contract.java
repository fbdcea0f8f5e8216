package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The keys of the JSON documents that other programs read. */
final class Contract {

  static final List<String> VERIFY =
      words(
          "model vectors simulator stall seed layers compared mismatches accuracyGolden accuracyRtl"
              + " cyclesPerInference latencyCycles simulatedCycles simulatedCyclesPerSecond"
              + " firstDivergence");

  static final List<String> VERIFY_LAYER =
      words(
          "name kind weightFormat activationFormat outputFormat macs accumulatorBits pe simd cycles"
              + " compared mismatches");

  static final List<String> ESTIMATE =
      words(
          "model device layers total fits cyclesPerInference fmaxMHz clockMHz criticalPath"
              + " framesPerSecond latencyCycles inputBytesPerSecond outputBytesPerSecond");

  static final List<String> RESOURCES = words("lut ff carry bram36 dsp");

  private Contract() {}

  static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  /** Expects exactly these keys. */
  static void assertKeys(List<String> keys, JsonNode node) {
    assertEquals(
        new TreeSet<>(keys),
        new TreeSet<>(node.properties().stream().map(Map.Entry::getKey).toList()));
  }
}
