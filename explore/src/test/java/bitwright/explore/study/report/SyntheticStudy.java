package bitwright.explore.study.report;

import bitwright.arith.format.FormatNames;
import bitwright.explore.job.Price;
import bitwright.explore.job.Target;
import bitwright.explore.statistics.Paired;
import bitwright.explore.statistics.Proportion;
import bitwright.explore.study.FailedPoint;
import bitwright.explore.study.Finalist;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyModel;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.TechniqueEffect;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A study that nobody made: numbers with the shape of real ones, from a fixed seed. */
final class SyntheticStudy {

  static final int SEED = 5;
  static final int IMAGES = 1000;
  private static final List<String> TECHNIQUES =
      List.of("", "gptq", "equalize gptq bias-correction");
  private static final int[] MACS = {9, 0, 144, 0, 2352, 640};
  private static final List<String> LAYERS =
      List.of("conv0", "pool0", "conv1", "pool1", "fc0", "fc1");

  private final Random random = new Random(SEED);
  private final List<StudyPoint> points = new ArrayList<>();
  private final int floatRight;
  private final String model;

  private SyntheticStudy(String model, int floatRight) {
    this.model = model;
    this.floatRight = floatRight;
  }

  /** Two networks, three families, six finalists each. */
  static Study study() {
    List<StudyPoint> all = new ArrayList<>();
    all.addAll(new SyntheticStudy("digits-cnn-float", 987).points());
    all.addAll(new SyntheticStudy("fashion-cnn-float", 893).points());
    return of(all);
  }

  static Study of(List<StudyPoint> points) {
    return new Study(
        "Integer or minifloat, 3 to 8 bits: which arithmetic for a small CNN?",
        List.of(
            new StudyModel(
                "digits-cnn-float",
                "3f".repeat(32),
                "conv 8@3×3, pool, conv 16@3×3, pool, 64, 10",
                312_064,
                53_898,
                IMAGES,
                987),
            new StudyModel(
                "fashion-cnn-float",
                "a7".repeat(32),
                "conv 8@3×3, pool, conv 16@3×3, pool, 64, 10",
                312_064,
                53_898,
                IMAGES,
                893)),
        points,
        List.of(
            new FailedPoint(
                "digits-cnn-float",
                QuantizationSpec.of("e5m2", "e5m2"),
                "layer 'fc0' needs an accumulator of 71 bits; at most 64 are supported")),
        List.of(
            new TechniqueEffect(
                "digits-cnn-float", "gptq", "4 bits", 4, new Paired(91, 22, 4 * IMAGES)),
            new TechniqueEffect(
                "digits-cnn-float", "equalize", "4 bits", 4, new Paired(30, 27, 4 * IMAGES)),
            new TechniqueEffect(
                "digits-cnn-float", "smooth", "4 bits", 4, new Paired(18, 44, 4 * IMAGES)),
            new TechniqueEffect(
                "fashion-cnn-float", "gptq", "4 bits", 4, new Paired(191, 122, 4 * IMAGES))),
        List.of(
            "On digits-cnn-float the front is held by integers: of 9 designs on it, 6 are integer and 3 minifloat. From 4 bits on, minifloat is the more accurate at equal width by 0.4 points.",
            "The smallest design that cannot be told from the float network is int4 × uint4 with GPTQ. <Its> cost & its accuracy were measured."),
        "model: digits-cnn-float\nformats:\n  integers: 3..8\n  minifloats: 3..8\ntechniques: [none, gptq]\n",
        Map.of("Verilator", "5.006"),
        Map.of("golden evaluation", "1,432 images per second"));
  }

  private List<StudyPoint> points() {
    for (int w = 3; w <= 8; w++) {
      for (int a = 3; a <= 8; a++) {
        every("integer", "int" + w, "uint" + a, w + a, 1.0);
      }
    }
    for (int bits = 3; bits <= 8; bits++) {
      for (int x = 2; x < bits; x++) {
        String format = "e%dm%d".formatted(x, bits - 1 - x);
        String unsigned = "ue%dm%d".formatted(x, bits - x);
        every("minifloat", format, unsigned, 2 * bits + (x < 4 ? 0.8 : -x), 1.1 + 0.1 * x);
      }
    }
    every("power of two", "pot3z", "uint4", 6.5, 0.8);
    every("power of two", "pot4z", "uint4", 6.9, 0.85);
    return front();
  }

  private void every(String family, String weights, String activations, double good, double dear) {
    for (String techniques : TECHNIQUES) {
      QuantizationSpec q =
          QuantizationSpec.of(weights, activations)
              .with(techniques.isEmpty() ? List.of() : List.of(techniques.split(" ")));
      double help = 1 + 0.7 * q.techniques().size();
      double loss = 0.9 * Math.exp(-0.62 * (good + help - 5.2)) * (0.7 + 0.6 * random.nextDouble());
      int right = (int) Math.round(floatRight * (1 - Math.min(0.9, loss))) + random.nextInt(5) - 2;
      int worse = Math.max(0, floatRight - right) + 3 + random.nextInt(4);
      Paired paired = new Paired(right - floatRight + worse, worse, IMAGES);
      int bits = FormatNames.parse(weights).bits() * FormatNames.parse(activations).bits();
      for (String cells : List.of("portable", "xilinx")) {
        double scale = (cells.equals("xilinx") ? 0.7 : 1) * dear * (30 + 5.0 * bits) / 110;
        add(family, q, right, paired, new Target("xc7z020", cells, 4096), scale);
      }
    }
  }

  private void add(
      String family, QuantizationSpec q, int right, Paired paired, Target target, double scale) {
    List<Price.LayerPrice> layers = new ArrayList<>();
    int sum = 0;
    for (int i = 0; i < MACS.length; i++) {
      int lut = MACS[i] == 0 ? 90 : (int) (scale * (300 + 0.9 * MACS[i]));
      sum += lut;
      layers.add(
          new Price.LayerPrice(
              LAYERS.get(i),
              MACS[i] == 0 ? "-" : q.weights(),
              i == 0 ? "uint8" : q.activations(),
              lut,
              lut * 9 / 10,
              i == 4 ? 5.5 : 0,
              0,
              i == 2 ? 7056 : 900 + 400 * i));
    }
    Price price =
        new Price(
            target,
            sum + 140,
            sum,
            sum / 9,
            5.5,
            0,
            7056,
            150,
            21_258,
            sum < 12_000,
            false,
            layers);
    points.add(
        new StudyPoint(
            "%s-%04d".formatted(model.substring(0, 1), points.size()),
            model,
            family,
            q,
            IMAGES,
            right,
            (double) right / IMAGES,
            Proportion.wilson(right, IMAGES, 0.95),
            paired,
            price,
            false,
            Optional.empty()));
  }

  /** Marks the front and measures its most accurate points. */
  private List<StudyPoint> front() {
    List<StudyPoint> marked = new ArrayList<>();
    for (StudyPoint p : points) {
      boolean beaten =
          points.stream()
              .anyMatch(
                  o ->
                      o.right() >= p.right()
                          && o.price().lut() <= p.price().lut()
                          && (o.right() > p.right() || o.price().lut() < p.price().lut()));
      marked.add(beaten ? p : p.onFront());
    }
    List<StudyPoint> best =
        marked.stream()
            .filter(StudyPoint::front)
            .sorted((a, b) -> b.right() - a.right())
            .limit(6)
            .toList();
    marked.replaceAll(p -> best.contains(p) ? p.with(measured(p.price())) : p);
    return marked;
  }

  private Finalist measured(Price price) {
    int lut = (int) (price.lut() * (0.93 + 0.14 * random.nextDouble()));
    return new Finalist(
        "Verilator 5.006",
        100,
        1_354_600,
        0,
        price.cycles(),
        "Yosys 0.23",
        lut,
        price.ff() - 40,
        price.carry(),
        price.bram36(),
        price.dsp());
  }
}
