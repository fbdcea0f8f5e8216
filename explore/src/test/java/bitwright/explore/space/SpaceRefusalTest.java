package bitwright.explore.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceRefusalTest {

  @TempDir Path folder;
  private SpaceFile file;

  @BeforeEach
  void data() {
    file = SpaceFile.in(folder);
  }

  /** A space behind the line of data, and what its refusal says. */
  private static final String[][] SPACES = {
    {
      "formats: imt4",
      "line 2: formats names 'imt4', which is no format; did you mean int4? examples"
    },
    {"formats: [int4, e2n1]", "formats[1] names", "did you mean e2m1?"},
    {"formats: int4 × int99", "int99"},
    {"formats: []", "formats is empty"},
    {"formats:", "formats is empty; use a list of formats"},
    {
      "formats: {weights: [int4], activations: [bipolar1, e7m0, pot3]}",
      "line 2: formats cannot be: QONNX has no quantizer for pot3 as activations",
      "as in int4 × int4"
    },
    {"formats: [int4, pot3z]", "formats[1]", "pot3z as activations", "pot3z × int4"},
    {"formats: {powersOfTwo: 3}", "pot3z × int4"},
    {"formats: bipolar2 × int4", "bipolar2 weights cannot be written as QONNX; use integers"},
    {"formats: pot5z × int4", "pot5z weights cannot be written as QONNX", "pot2 to pot4"},
    {"formats: int4\ninput: ternary", "input cannot be", "ternary as activations"},
    {"formats: {integers: 3..17}", "formats.integers is '3..17'", "within 2..16"},
    {"formats: {integers: 8..3}", "rising range"},
    {"formats: {minifloats: 9}", "from 3 to 8"},
    {"formats: {minifloats: [3, [4]]}", "formats.minifloats[1]"},
    {"formats: {integer: 3..8}", "the key 'integer' is unknown; did you mean integers?"},
    {"formats: {integers: 3..8, pairs: produkt}", "did you mean product?"},
    {"formats: {weights: int4}", "formats holds weights; use weights with activations"},
    {"formats: {techniques: gptq}", "formats holds techniques"},
    {"formats: {integers: 3, weights: int4, activations: int4}", "use weights with"},
    {
      "formats: {weights: [int3, int4], activations: int4, pairs: list}",
      "2 weights with 1 activations"
    },
    {"formats: &a {names: *a}", "formats.names"},
    {"formats: &a [*a]", "formats[0]"},
    {"formats: {names: &a [*a]}", "formats.names[0]"},
    {"formats: int4\nformats: int8", "line 3: formats stands twice"},
    {"formats: int4\nformat: int8", "line 3: the key 'format' is unknown; did you mean formats?"},
    {"formats: int4\n1: 2", "'1' is unknown"},
    {"formats: int4\ntechniques: gtpq", "names the technique 'gtpq'; did you mean gptq?"},
    {"formats: int4\ntechniques: [gptq+adaround]", "exclude each other"},
    {"formats: int4\ntechniques: smooth:2", "α lies from 0 to 1"},
    {"formats: int4\ntechniques: none+gptq", "stands alone"},
    {"formats: int4\ntechniques: gptq+gptq", "twice"},
    {"formats: int4\ntechniques: {}", "techniques is a map; use a text"},
    {"formats: int4\nweightScales: mes", "did you mean mse?"},
    {"formats: int4\nweightScales: percentile:200", "a percentile lies"},
    {"formats: int4\nactivationScales: percentile:many", "ends in no number"},
    {"formats: int4\ngranularity: chanel", "did you mean channel?"},
    {"formats: int4\nscaleFormat: double", "use float, pot"},
    {"formats: int4\ninput: byte", "input names 'byte', which is no format; examples"},
    {"formats: int4\ntargets: {devices: xc7z02}", "did you mean xc7z020?"},
    {"formats: int4\ntargets: {devices: ice40hx1k, cells: xilinx}", "ice40hx1k, which has none"},
    {"formats: int4\ntargets: {cycles: 0}", "targets.cycles is '0'; use a whole number from 1 on"},
    {"formats: int4\ntargets: {cycles: 1.5}", "'1.5'"},
    {"formats: int4\ntargets: xc7z020", "use a map of devices, cells, cycles"},
    {"formats: int4\nhalving: {first: 11}", "from 1 to 10"},
    {"formats: int4\nhalving: {keep: 0}", "a share above 0"},
    {"formats: int4\nhalving: {keep: some}", "halving.keep is 'some'; use front, or a share"},
    {"formats: int4\nhalving: {keep: frnt}", "use front"},
    {"formats: int4\nfinalists: {vectors: 5000}", "finalists.vectors is '5000'", "from 1 to 10"},
    {"formats: int4\nfinalists: {vectors: 0}", "finalists.vectors"},
    {"formats: int4\nfinalists: 5", "use a map of least, vectors"},
    {"formats: int4\nallocate: {formats: int4}", "needs formats and budgets"},
    {"formats: int4\nallocate: {formats: int4, budgets: 2}", "a share above 0"},
    {"formats: int4\nallocate: {formats: int4, budgets: 1, importance: lin}", "mean lim?"},
    {"formats: int4\nallocate: {formats: int4, budgets: {luts: 1}}", "did you mean lut?"},
    {"formats: int4\nallocate: {formats: int4, budgets: {dsp: -1}}", "budgets.dsp is '-1'"},
    {"formats: [int4", "it is not YAML"},
    {"formats: *nobody", "it is not YAML"},
    {"formats: int4\n\tinput: int8", "it is not YAML"},
    {"formats: int4\n---\nformats: int8", "it is not YAML"},
    {"input: int8", "has no key 'formats'"},
  };

  @Test
  void whatIsWrongIsOneSentenceThatNamesThePlace() {
    for (String[] space : SPACES) {
      refused(SpaceFile.DATA + space[0], space);
    }
    assertEquals(61, SPACES.length);
  }

  private static final String[][] DATA = {
    {"", "is empty"},
    {"# nothing", "is empty"},
    {"just words", "the document is 'just words'; use a map"},
    {"[1]", "the document is a list"},
    {"formats: int4", "has no key 'data'"},
    {"data: {inputs: x.npy, labels: y.npy}\nformats: int4", "data has no key 'calibration'"},
    {
      "data: {inputs: no.npy, labels: y.npy, calibration: c.npy}\nformats: int4",
      "data.inputs names",
      "not a file"
    },
    {
      "data: {inputs: x.npy, labels: short.npy, calibration: c.npy}\nformats: int4",
      "holds 9 classes for 10 images"
    },
    {
      "data: {inputs: x.npy, labels: y.npy, calibration: c.npy, images: 11}\nformats: int4",
      "data.images is '11'; use a whole number from 1 to 10"
    },
    {
      "data: {inputs: x.npy, labels: y.npy, calibration: c.npy, bytes: pixel}\nformats: int4",
      "did you mean pixels?"
    },
    {"data: {inputs: s.txt, labels: y.npy, calibration: c.npy}\nformats: int4", "not acceptable"},
    {"data: {inputs: \"\\0\", labels: y.npy, calibration: c.npy}\nformats: int4", "is no path"},
  };

  @Test
  void dataThatIsNotThereIsRefused() throws java.io.IOException {
    Files.writeString(folder.resolve("s.txt"), "words");
    for (String[] space : DATA) {
      refused(space[0], space);
    }
    assertEquals(12, DATA.length);
    String gone =
        assertThrows(
                IllegalArgumentException.class, () -> SpaceReader.read(folder.resolve("no.yaml")))
            .getMessage();
    assertTrue(gone.endsWith("no.yaml is not a file"), gone);
  }

  private void refused(String text, String[] expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> file.read(text), text).getMessage();
    assertTrue(message.startsWith("space s.yaml"), message);
    assertFalse(message.contains("\n") || message.contains("Exception"), message);
    List.of(expected)
        .subList(1, expected.length)
        .forEach(words -> assertTrue(message.contains(words), text + " → " + message));
    if (Boolean.getBoolean("print")) {
      System.out.println(message);
    }
  }

  @Test
  void hintsAreNearOrAbsent() {
    assertEquals("; did you mean gptq?", NearestName.hint("gtpq", List.of("smooth", "gptq")));
    assertEquals("; did you mean equalize?", NearestName.hint("equal", List.of("equalize")));
    assertEquals("", NearestName.hint("zebra", List.of("smooth", "gptq")));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(1, NearestName.distance("gtpq", "gptq"));
  }
}
