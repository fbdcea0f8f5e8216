package bitwright.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Specifications survive the way through text, and the same seed gives the same graph. */
class LayerSpecTest {

  @Test
  void aLineIsReadBack() {
    Map<Kind, Integer> kinds = new TreeMap<>();
    for (long seed = 0; seed < 2000; seed++) {
      LayerSpec spec = SpecDrawer.draw(seed);
      assertEquals(spec, LayerSpec.parse(spec.toString()));
      kinds.merge(spec.kind(), 1, Integer::sum);
    }
    assertEquals(Kind.values().length, kinds.size());
    assertTrue(kinds.values().stream().allMatch(n -> n >= 100), kinds::toString);
  }

  @Test
  void theSameLineGivesTheSameGraph() {
    for (long seed = 0; seed < 40; seed++) {
      LayerSpec spec = SpecDrawer.draw(seed);
      LayerGraph first = LayerGraph.of(spec);
      LayerGraph second = LayerGraph.of(LayerSpec.parse(spec.toString()));
      assertArrayEquals(first.bytes(), second.bytes(), spec::toString);
      assertArrayEquals(first.inputs(2), second.inputs(2), spec::toString);
    }
  }

  @Test
  void wrongLinesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> LayerSpec.parse("lstm c=3"));
    assertThrows(IllegalArgumentException.class, () -> LayerSpec.parse("conv colour=3"));
    assertThrows(IllegalArgumentException.class, () -> LayerSpec.parse("conv c=3 c=4"));
  }
}
