package bitwright.explore.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.statistics.Paired;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences that follow from chosen figures, and others when the figures change sides. */
class ConclusionTest {

  private static final StudyModel MODEL =
      new StudyModel("net", "", "784-10", 7840, 7850, 1000, 990);

  private static final StudyPoint INT4 = Points.of(QuantizationSpec.of("int4", "int4"), 960, 1000);
  private static final StudyPoint E2M1 = Points.of(QuantizationSpec.of("e2m1", "e2m1"), 980, 1500);

  /** The first so many images are right. */
  private static boolean[] first(StudyPoint point) {
    boolean[] correct = new boolean[point.images()];
    for (int i = 0; i < point.right(); i++) {
      correct[i] = true;
    }
    return correct;
  }

  private static List<String> of(List<TechniqueEffect> effects, StudyPoint... points) {
    return Conclusion.of(
        List.of(MODEL), Front.mark(List.of(points)), effects, ConclusionTest::first);
  }

  private static String with(List<String> paragraphs, String words) {
    List<String> found = paragraphs.stream().filter(p -> p.contains(words)).toList();
    assertEquals(1, found.size(), paragraphs.toString());
    return found.get(0);
  }

  @Test
  void saysWhichFamilyIsMoreAccurateAtEqualWidth() {
    String minifloat = with(of(List.of(), INT4, E2M1), "equal width");
    assertTrue(
        minifloat.contains(
            "4 bits e2m1 98.0 % against 96.0 % (+2.0 points, p < 0.001: minifloat is better) at"
                + " 1.50 times the LUTs"),
        minifloat);
    StudyPoint worse = Points.of(QuantizationSpec.of("e2m1", "e2m1"), 940, 500);
    String integer = with(of(List.of(), INT4, worse), "equal width");
    assertTrue(
        integer.contains("(-2.0 points, p < 0.001: integer is better) at 0.50 times the LUTs"),
        integer);
    StudyPoint equal = Points.of(QuantizationSpec.of("e2m1", "e2m1"), 962, 1000);
    String neither = with(of(List.of(), INT4, equal), "equal width");
    assertTrue(neither.contains("(+0.2 points, p = 0.500: no difference beyond chance)"), neither);
  }

  @Test
  void techniquesAreComparedApart() {
    StudyPoint better =
        Points.of(QuantizationSpec.of("int4", "int4").with(List.of("gptq")), 985, 1000);
    List<String> said = of(List.of(), INT4, better, E2M1);
    assertTrue(with(said, "without techniques").contains("98.0 % against 96.0 %"), said.toString());
    assertTrue(
        with(said, "with the best technique").contains("98.0 % against 98.5 %"), said.toString());
  }

  @Test
  void countsTheFrontAndFindsTheCheapestNearFloat() {
    StudyPoint int8 = Points.of(QuantizationSpec.of("int8", "int8"), 989, 4000);
    StudyPoint e4m3 = Points.of(QuantizationSpec.of("e4m3", "e4m3"), 990, 6000);
    StudyPoint dear = Points.of(QuantizationSpec.of("int6", "int6"), 950, 7000);
    List<String> said = of(List.of(), INT4, E2M1, int8, e4m3, dear);
    assertEquals(
        "The front of accuracy, LUTs and cycles holds 4 of 5 points: 2 integer, 2 minifloat.",
        with(said, "The front"));
    assertEquals(
        "Within 0.5 points of float the cheapest are, by family: integer int8 × int8, none: 4,000"
            + " LUTs, 98.9 %; minifloat e4m3 × e4m3, none: 6,000 LUTs, 99.0 %.",
        with(said, "Within"));
    assertEquals(
        "No point that fits comes within 0.5 points of float.",
        with(of(List.of(), INT4), "within"));
  }

  @Test
  void holdsFormatsByLayerAgainstUniformOnesOfNoMoreLuts() {
    StudyPoint mixed = Points.of(Points.byLayer("int4", "int6"), 970, 1400);
    String said = with(of(List.of(), INT4, E2M1, mixed), "layer by layer");
    assertTrue(
        said.contains(
            "1,400 LUTs give 97.0 % by layer, against 96.0 % of int4 × int4 with 1,000 LUTs (+1.0"
                + " points, p = 0.002)"),
        said);
    assertTrue(said.endsWith("(+1.0 points, p = 0.002)."), said);
    StudyPoint alike = Points.of(Points.byLayer("int4", "int6"), 962, 1400);
    String none = with(of(List.of(), INT4, E2M1, alike), "layer by layer");
    assertTrue(
        none.endsWith(
            "None of these differences is beyond chance: the uniform formats are at most 3.0 points"
                + " behind float, which leaves little to win."),
        none);
  }

  @Test
  void tellsWhatTechniquesChangeAtFourBits() {
    TechniqueEffect four =
        new TechniqueEffect("net", "gptq", TechniqueEffects.FOUR_BITS, 2, new Paired(30, 10, 2000));
    TechniqueEffect all =
        new TechniqueEffect("net", "gptq", TechniqueEffects.ALL, 9, new Paired(1, 99, 9000));
    String said = with(of(List.of(four, all), INT4), "At four bits");
    assertTrue(said.contains("gptq +1.00 points (p = 0.002)"), said);
  }

  @Test
  void tellsWhatWasMeasuredOnFinalists() {
    Finalist finalist = new Finalist("s", 100, 5000, 0, 100, "y", 1100, 0, 0, 0, 0);
    Finalist wrong = new Finalist("s", 100, 5000, 3, 100, "y", 1500, 0, 0, 0, 0);
    String said = with(of(List.of(), INT4.with(finalist), E2M1.with(wrong)), "finalists");
    assertEquals(
        "2 finalists were generated, simulated and synthesized: 10,000 output codes compared with"
            + " the golden model, 3 different; the estimate of LUTs is off by 0.0 % in the median"
            + " and -9.1 % at worst.",
        said);
  }

  @Test
  void anAccuracyNearChanceIsACaution() {
    assertEquals(List.of(), Caution.accuracy("net", 20, 100, 10));
    assertEquals(
        List.of(
            "Caution: in float, net has only 19.0 % of 100 images right, and a guess among 10"
                + " classes has 10.0 %; check that images and labels are those that it was trained"
                + " for"),
        Caution.accuracy("net", 19, 100, 10));
  }

  @Test
  void oneFinalistIsOne() {
    Finalist finalist = new Finalist("s", 100, 5000, 0, 100, "y", 1100, 0, 0, 0, 0);
    with(of(List.of(), INT4.with(finalist)), "1 finalist was generated");
  }
}
