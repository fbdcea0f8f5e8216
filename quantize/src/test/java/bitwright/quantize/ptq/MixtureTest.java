package bitwright.quantize.ptq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.quantize.ptq.QuantizationOptions.LayerFormats;
import bitwright.quantize.real.RealNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MixtureTest {

  private static final List<String> FORMATS = List.of("int8", "int3", "e2m1");

  @Test
  void isWhatTheQuantizerMakesOfFormatsPerLayer() {
    Random random = new Random(11);
    RealNetwork network = PtqSupport.network(random);
    PostTrainingQuantizer quantizer =
        new PostTrainingQuantizer(network, PtqSupport.images(random, 20, 72));
    List<QuantizedNetwork> parts = new ArrayList<>();
    for (String format : FORMATS) {
      parts.add(quantizer.quantize(options(format, Map.of())));
    }
    Mixture mixture = new Mixture(parts, parts, parts.get(0));
    int mixtures = 0;
    for (int code = 0; code < 27; code++) {
      int[] choice = {code % 3, code / 3 % 3, code / 9};
      Map<String, LayerFormats> layers = new TreeMap<>();
      for (int i = 0; i < choice.length; i++) {
        FormatChoice format = FormatChoice.parse(FORMATS.get(choice[i]));
        layers.put(mixture.layers().get(i), new LayerFormats(format, format));
      }
      QuantizedNetwork direct = quantizer.quantize(options("int8", layers));
      assertArrayEquals(
          QonnxWriter.write(direct),
          QonnxWriter.write(mixture.network(choice)),
          Arrays.toString(choice));
      mixtures++;
    }
    assertEquals(27, mixtures);
  }

  @Test
  void knowsWhichLayersMeet() {
    Random random = new Random(11);
    RealNetwork network = PtqSupport.network(random);
    QuantizedNetwork whole =
        new PostTrainingQuantizer(network, PtqSupport.images(random, 5, 72))
            .quantize(options("int4", Map.of()));
    Mixture mixture = new Mixture(List.of(whole), List.of(whole), whole);
    assertEquals(List.of("n0", "n3", "n5"), mixture.layers());
    assertEquals(List.of(1), mixture.successors(0));
    assertEquals(List.of(2), mixture.successors(1));
    assertEquals(List.of(), mixture.successors(2));
    assertFalse(mixture.ownsActivations(0));
    assertTrue(mixture.ownsActivations(1) && mixture.ownsActivations(2));
  }

  private static QuantizationOptions options(String format, Map<String, LayerFormats> layers) {
    QuantizationOptions o =
        QuantizationOptions.of(FormatNames.parse(format), FormatNames.parse(format));
    return new QuantizationOptions(
        o.weights(),
        o.activations(),
        o.input(),
        layers,
        Calibration.MSE,
        Calibration.MSE,
        true,
        false,
        Techniques.NONE);
  }
}
