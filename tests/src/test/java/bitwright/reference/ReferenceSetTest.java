package bitwright.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed hardware is what the sources generate, byte for byte, so that no change of hardware
 * escapes review. With {@code -Dbitwright.reference.write=true} the set is written first.
 */
class ReferenceSetTest {

  private static SortedMap<String, byte[]> generated;

  @BeforeAll
  static void generate() throws IOException {
    generated = ReferenceSet.generated();
    if (Boolean.getBoolean("bitwright.reference.write")) {
      ReferenceSet.write(generated, ReferenceSet.FOLDER);
    }
  }

  @Test
  void theCommittedSetIsWhatIsGenerated() throws IOException {
    for (String network : ReferenceSet.NETWORKS) {
      long files = generated.keySet().stream().filter(f -> f.startsWith(network + "/")).count();
      assertTrue(files >= 30, "%s has %d files".formatted(network, files));
    }
    List<String> differences =
        ReferenceSet.differences(generated, ReferenceSet.read(ReferenceSet.FOLDER));
    assertEquals(
        List.of(),
        differences,
        () ->
            "rtl-out/reference is not what the sources generate; where the change is wanted, run rtl-out/regenerate and commit the set:\n"
                + String.join("\n", differences)
                + "\n");
  }

  @Test
  void everyKindOfDifferenceIsNamed() {
    SortedMap<String, byte[]> planted = new TreeMap<>(generated);
    byte[] weights = planted.get("digits-int4/rtl/layer2_matmul_weights.hex").clone();
    weights[5] ^= 1;
    planted.put("digits-int4/rtl/layer2_matmul_weights.hex", weights);
    planted.remove("digits-shift/manifest.json");
    planted.put("digits-xnor/rtl/Old.sv", new byte[0]);
    assertEquals(
        List.of(
            "changed: digits-int4/rtl/layer2_matmul_weights.hex",
            "missing: digits-shift/manifest.json",
            "extra:   digits-xnor/rtl/Old.sv"),
        ReferenceSet.differences(generated, planted));
  }
}
