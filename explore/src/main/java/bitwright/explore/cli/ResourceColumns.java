package bitwright.explore.cli;

import bitwright.cost.Device;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The resources that a device has, each with a title and a key in JSON. Keys of resources that the
 * device has none of are there too where scripts rely on them, and are 0.
 */
final class ResourceColumns {

  private record Column(
      String title, String key, boolean shown, ToDoubleFunction<Resources> count) {}

  private final List<Column> columns = new ArrayList<>();

  ResourceColumns(Device device) {
    Family family = device.family();
    boolean xilinx = family.xilinx();
    add("LUT", "lut", true, Resources::lut);
    add("FF", "ff", true, Resources::ff);
    add(family.carryName(), "carry", true, Resources::carry);
    add("BRAM36", "bram36", xilinx, r -> xilinx ? r.bram36() : 0);
    if (!xilinx) {
      add("EBR", "ebr", true, Resources::blockRam);
    }
    if (device.uram() > 0) {
      add("URAM", "uram", true, Resources::uram);
    }
    if (device.spram() > 0) {
      add("SPRAM", "spram", true, Resources::spram);
    }
    add("DSP", "dsp", device.dsp() > 0, Resources::dsp);
  }

  private void add(String title, String key, boolean shown, ToDoubleFunction<Resources> count) {
    columns.add(new Column(title, key, shown, count));
  }

  /** The titles of a table. */
  List<String> titles() {
    return columns.stream().filter(Column::shown).map(c -> ">" + c.title).toList();
  }

  /** The cells of a table's row. */
  List<Object> cells(Resources resources) {
    return columns.stream()
        .filter(Column::shown)
        .map(c -> (Object) text(c.count.applyAsDouble(resources)))
        .toList();
  }

  private static String text(double count) {
    return count == Math.rint(count) ? "%,d".formatted((long) count) : "%,.1f".formatted(count);
  }

  /** The cells of a row of relative errors. */
  List<Object> errors(Resources estimated, Resources synthesized) {
    List<Object> cells = new ArrayList<>();
    for (Column column : columns) {
      if (column.shown) {
        Optional<Double> error = relative(column, estimated, synthesized);
        cells.add(error.map(e -> "%+.1f %%".formatted(100 * e)).orElse("–"));
      }
    }
    return cells;
  }

  /** Counts by key. */
  void put(Map<String, Object> map, Resources resources) {
    for (Column column : columns) {
      double count = column.count.applyAsDouble(resources);
      map.put(column.key, column.key.equals("bram36") ? (Object) count : (Object) (long) count);
    }
  }

  /** Relative errors by key; null where there is something instead of nothing. */
  Map<String, Object> errorMap(Resources estimated, Resources synthesized) {
    Map<String, Object> map = new LinkedHashMap<>();
    columns.forEach(c -> map.put(c.key, relative(c, estimated, synthesized).orElse(null)));
    return map;
  }

  /** The relative error, to four decimals; empty where there is something instead of nothing. */
  private static Optional<Double> relative(
      Column column, Resources estimated, Resources synthesized) {
    double said = column.count.applyAsDouble(estimated);
    double found = column.count.applyAsDouble(synthesized);
    if (found == 0) {
      return said == 0 ? Optional.of(0.0) : Optional.empty();
    }
    return Optional.of(Math.round(1e4 * (said / found - 1)) / 1e4);
  }
}
