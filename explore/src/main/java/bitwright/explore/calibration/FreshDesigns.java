package bitwright.explore.calibration;

import bitwright.cost.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Designs that are in no table and were not there when the formulas were written, drawn with a seed
 * over the parameters that those of {@link DesignSpace} cover.
 */
public final class FreshDesigns {

  /** The seed of the committed measurements, drawn once and after the last change of a formula. */
  public static final long SEED = 20_261_123;

  /** How many were measured in proportion, before the one that every primitive has at least. */
  public static final int COUNT = 150;

  private static final int ATTEMPTS = 2000;
  private static final String PRODUCT = "product a=%s b=%s";

  private FreshDesigns() {}

  /**
   * As many designs of each primitive as in the family's table, in proportion, at least one. Equal
   * calls give equal lists.
   *
   * @param count how many in all; fewer where a primitive has no others left
   */
  public static List<CalibrationDesign> of(Family family, long seed, int count) {
    List<CalibrationDesign> table = DesignSpace.of(family);
    Set<String> taken = new HashSet<>();
    table.forEach(design -> taken.addAll(names(design)));
    Map<String, Long> sizes =
        table.stream()
            .collect(
                Collectors.groupingBy(
                    CalibrationDesign::primitive, TreeMap::new, Collectors.counting()));
    Map<String, Supplier<CalibrationDesign>> draws = draws(family, new Random(seed));
    List<CalibrationDesign> fresh = new ArrayList<>();
    long before = 0;
    for (var size : sizes.entrySet()) {
      long from = before * count / table.size();
      before += size.getValue();
      long share = Math.max(1, before * count / table.size() - from);
      fresh.addAll(drawn(draws.get(size.getKey()), share, taken));
    }
    return List.copyOf(fresh);
  }

  private static Map<String, Supplier<CalibrationDesign>> draws(Family family, Random random) {
    Map<String, Supplier<CalibrationDesign>> draws = new TreeMap<>();
    draws.putAll(VerilogDesigns.draws(random));
    draws.putAll(StreamDesigns.draws(random));
    draws.putAll(MapDesigns.draws(random));
    draws.putAll(MatrixDesigns.draws(family, random));
    if (family.xilinx()) {
      draws.putAll(CellDesigns.draws(family, random));
    }
    return draws;
  }

  private static List<CalibrationDesign> drawn(
      Supplier<CalibrationDesign> draw, long share, Set<String> taken) {
    List<CalibrationDesign> drawn = new ArrayList<>();
    for (int attempt = 0; drawn.size() < share && attempt < ATTEMPTS; attempt++) {
      CalibrationDesign design = draw.get();
      if (!taken.contains(design.id())) {
        taken.addAll(names(design));
        drawn.add(design);
      }
    }
    return drawn;
  }

  /** Its id, and for a product that of the same one with its factors the other way round. */
  private static Set<String> names(CalibrationDesign design) {
    Set<String> names = new HashSet<>(Set.of(design.id()));
    if (design.primitive().equals("product")) {
      String[] factors = design.parameters().replaceAll("[ab]=", "").split(" ");
      names.add(PRODUCT.formatted(factors[1], factors[0]));
    }
    return names;
  }
}
