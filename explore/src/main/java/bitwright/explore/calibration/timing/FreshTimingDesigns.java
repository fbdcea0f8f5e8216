package bitwright.explore.calibration.timing;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Designs drawn at random, of the kinds of {@link TimingDesigns} but with other formats, sizes and
 * folds: what the delays and the formulas of depth are judged by, and never fitted to.
 */
public final class FreshTimingDesigns {
  /** The seed of those whose clocks are part of Bitwright. */
  public static final long SEED = 20_261_122;

  private static final List<String> FACTORS =
      List.of(
          "int2", "int3", "int4", "int5", "int6", "int7", "int8", "uint3", "uint4", "uint6",
          "uint8", "e2m1", "e2m2", "e3m1", "e3m2", "e2m3", "e4m3", "e5m2", "pot3z", "pot4",
          "ternary");
  private static final List<String> PAIRS =
      List.of(
          "bipolar1 bipolar1",
          "ternary int4",
          "int2 uint4",
          "int3 int3",
          "int4 uint3",
          "int4 int8",
          "int5 uint5",
          "int6 uint6",
          "int8 uint4",
          "e2m1 e3m2",
          "e3m2 e2m1",
          "pot3z uint2",
          "pot4 int6");
  private static final List<String> CODES = List.of("uint2", "uint3", "int4", "uint5", "int6");
  private static final List<String> KINDS =
      List.of(
          "product",
          "matrix",
          "search",
          "matrix",
          "product",
          "convolution",
          "matrix",
          "greatest",
          "product",
          "total",
          "matrix",
          "search",
          "sum",
          "fifo",
          "convolution",
          "up",
          "matrix",
          "pooling",
          "product",
          "down",
          "accelerator",
          "matrix",
          "search",
          "concat");

  private final Random random;
  private final TimingDesigns catalogue;

  private FreshTimingDesigns(long seed) {
    random = new Random(seed);
    catalogue = new TimingDesigns(seed);
  }

  /** So many designs from a seed; the kinds take turns. None of them is in the fit. */
  public static List<TimingDesign> of(long seed, int count) {
    Set<String> fitted =
        TimingDesigns.all().stream().map(FreshTimingDesigns::what).collect(Collectors.toSet());
    FreshTimingDesigns fresh = new FreshTimingDesigns(seed);
    List<TimingDesign> designs = List.of();
    for (int i = 0; designs.size() < count; i++) {
      fresh.add(KINDS.get(i % KINDS.size()));
      designs = fresh.catalogue.added().stream().filter(d -> !fitted.contains(what(d))).toList();
    }
    return designs;
  }

  private static String what(TimingDesign design) {
    return design.kind() + " " + design.parameters();
  }

  private void add(String kind) {
    switch (kind) {
      case "product" -> catalogue.product(any(FACTORS) + " " + any(FACTORS));
      case "matrix" -> matrix();
      case "search" ->
          catalogue.search(any(CODES), between(6, 28), 4 * between(1, 4), 1 << between(0, 2));
      case "greatest" -> catalogue.greatest(any(FACTORS), between(2, 3), between(1, 4));
      case "total" -> catalogue.total(any(FACTORS), between(2, 7), between(1, 3));
      case "sum" ->
          catalogue.sum(
              any(CODES) + " " + any(CODES),
              List.of(between(1, 127), between(1, 127)),
              between(1, 3));
      case "convolution" -> convolution();
      case "pooling" ->
          catalogue.pooling(
              any(CODES),
              new MapShape(2, between(6, 14), between(6, 14)),
              Window.square(between(2, 3), between(1, 2), 0),
              between(1, 2));
      case "fifo" -> catalogue.fifo(between(2, 32), between(10, 600));
      case "up" -> catalogue.up(between(1, 8), between(2, 20));
      case "down" -> catalogue.down(between(1, 8), between(2, 20));
      case "concat" -> catalogue.concat(between(2, 16), List.of(between(1, 20), between(1, 20)));
      default -> {
        int[] sizes = {8 * between(2, 6), 4 * between(2, 5), 2 * between(2, 6)};
        catalogue.accelerator(any(PAIRS), sizes, sizes[0] * sizes[1] / 4);
      }
    }
  }

  private void matrix() {
    int rows = 4 * between(1, 6);
    int columns = 4 * between(2, 12);
    int pe = divisor(rows, 4);
    catalogue.matrix(
        any(PAIRS), rows, columns, pe, divisor(columns, 12 / pe), random.nextBoolean());
  }

  private void convolution() {
    int channels = 1 << between(0, 2);
    int kernel = between(2, 4);
    MapShape map = new MapShape(channels, between(6, 14), between(6, 14));
    Window window = Window.square(kernel, between(1, 2), between(0, 1));
    catalogue.convolution(
        any(PAIRS), map, window, 4 * between(1, 3), 1 << between(0, 1), divisor(channels, 4));
  }

  /** A divisor up to a limit, all equally likely. */
  private int divisor(int number, int most) {
    return any(IntStream.rangeClosed(1, most).filter(d -> number % d == 0).boxed().toList());
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
