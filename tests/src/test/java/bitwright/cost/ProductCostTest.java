package bitwright.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.cost.primitive.Product;
import bitwright.cost.synthesis.Yosys;
import bitwright.hw.GeneratedModule;
import bitwright.hw.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formula for products against Yosys on the generated product modules. */
class ProductCostTest {
  private static final List<String> PAIRS =
      List.of(
          "int2 int2",
          "int2 int4",
          "int3 int4",
          "int4 uint4",
          "int4 int4",
          "int3 uint8",
          "int5 int5",
          "int6 int6",
          "int4 int8",
          "int8 int8",
          "uint8 int8",
          "int6 uint6",
          "int2 uint8",
          "e2m1 e2m1",
          "e2m1 e3m2",
          "e3m2 e3m2",
          "e2m3 e2m3",
          "e2m1 int8",
          "e4m3fn e4m3fn",
          "e5m2 e5m2",
          "int8 e3m2",
          "pot3 uint4",
          "pot4 uint4",
          "pot4 int8",
          "pot3 int8",
          "pot3 e3m2",
          "pot4 e3m2",
          "pot4z int8",
          "bipolar1 int8",
          "bipolar2 int8",
          "bipolar4 bipolar4",
          "bipolar1 e3m2",
          "ternary int8");

  /** Small products are moved by a few LUTs by what stands around them. */
  private static final int SLACK = 4;

  private static final double LIMIT = 0.2;

  @Test
  void everyProductCostsWhatItsFormulaSays(@TempDir Path folder) {
    List<String> modules = new ArrayList<>();
    List<Resources> estimates = new ArrayList<>();
    Path rtl = null;
    for (String pair : PAIRS) {
      Format a = FormatNames.parse(pair.split(" ")[0]);
      Format b = FormatNames.parse(pair.split(" ")[1]);
      GeneratedModule module = Generator.product(a, b);
      rtl = write(module.files(), folder);
      modules.add(module.top());
      estimates.add(Technology.of(Family.XC7).price(Product.of(Family.XC7, a, b)));
    }
    Map<String, Resources> synthesized = Yosys.installed().synthesizeEach(rtl, modules);
    List<String> wrong = new ArrayList<>();
    int planted = 0;
    for (int i = 0; i < modules.size(); i++) {
      int said = estimates.get(i).lut();
      int found = synthesized.get(modules.get(i)).lut();
      if (!near(said, found)) {
        wrong.add("%s: %d LUT estimated, %d synthesized".formatted(PAIRS.get(i), said, found));
      }
      planted += near(said * 3 / 2, found) ? 0 : 1;
      assertEquals(0, synthesized.get(modules.get(i)).dsp());
    }
    assertEquals(PAIRS.size(), synthesized.size());
    assertEquals(List.of(), wrong);
    assertTrue(planted >= PAIRS.size() * 3 / 4, "a formula × 1.5 passes for all but " + planted);
  }

  /** Writes the files of a package below a folder and returns the folder of its sources. */
  private static Path write(Map<String, byte[]> files, Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve("rtl");
  }

  private static boolean near(int said, int found) {
    return Math.abs(said - found) <= Math.max(SLACK, LIMIT * found);
  }
}
