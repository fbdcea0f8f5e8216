package bitwright.explore.space;

import bitwright.cost.CostException;
import bitwright.cost.Device;
import bitwright.explore.allocate.Importance;
import bitwright.explore.job.Target;
import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.explore.npy.NpyException;
import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads spaces from YAML, of which JSON is a part.
 *
 * <pre>{@code
 * title: Minifloat or integer?
 * data:
 *   inputs: ../digits.npy
 *   labels: ../digits-labels.npy
 *   calibration: ../digits-calibration.npy
 * formats:
 *   - {integers: 3..8, pairs: product}
 *   - {minifloats: 3..8}
 *   - e2m1 × int4
 * techniques: [each, equalize+gptq]
 * targets: {devices: xc7z020, cells: [portable, xilinx], cycles: 4096}
 * }</pre>
 */
public final class SpaceReader {

  private static final List<String> KEYS =
      List.of(
          "title",
          "data",
          "formats",
          "input",
          "weightScales",
          "activationScales",
          "granularity",
          "scaleFormat",
          "techniques",
          "targets",
          "halving",
          "finalists",
          "allocate");

  private static final List<String> DATA =
      List.of("inputs", "labels", "calibration", "calibrationImages", "images", "bytes");

  private static final int CALIBRATION_IMAGES = 200;

  private static final String NONE = "none";

  private static final List<String> IMPORTANCE =
      Arrays.stream(Importance.values()).map(i -> i.name().toLowerCase(Locale.ROOT)).toList();

  private final Path folder;
  private final FormatReader formats = new FormatReader();

  private SpaceReader(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException in one sentence that names the file, the line and the key
   */
  public static Space read(Path file) {
    Entry document = Entry.document("space", file);
    Path folder = file.getParent();
    return new SpaceReader(folder == null ? Path.of("") : folder).space(document);
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in messages
   * @param folder what its paths are relative to
   */
  public static Space read(String name, String text, Path folder) {
    return new SpaceReader(folder).space(Entry.document("space " + name, text));
  }

  private Space space(Entry root) {
    Map<String, Entry> fields = root.fields(KEYS);
    for (String key : List.of("data", "formats")) {
      if (!fields.containsKey(key)) {
        throw root.refuse("has no key '%s'; it names at least data and formats", key);
      }
    }
    SpaceData data = data(fields.get("data"));
    List<List<String>> techniques =
        optional(fields, "techniques").map(TechniqueReader::read).orElse(List.of(List.of()));
    List<FormatGroup> groups = groups(fields.get("formats"), techniques);
    Optional<AllocationChoice> allocation =
        optional(fields, "allocate").filter(e -> !isNone(e)).map(this::allocation);
    return new Space(
        optional(fields, "title").map(Entry::text).orElse("Which arithmetic should I use?"),
        data,
        groups,
        optional(fields, "input").map(SpaceReader::input).orElse("uint8"),
        new ScaleChoices(
            scales(fields, "weightScales"),
            scales(fields, "activationScales"),
            some(fields, "granularity", List.of("channel", "tensor")),
            some(fields, "scaleFormat", List.of("float", "pot"))),
        optional(fields, "targets")
            .map(SpaceReader::targets)
            .orElse(List.of(new Target(Device.DEFAULT.name(), "portable", 4096))),
        optional(fields, "halving").filter(e -> !isNone(e)).map(e -> halving(e, data.images())),
        optional(fields, "finalists")
            .map(e -> finalists(e, data.images()))
            .orElse(FinalistChoice.ofAtMost(data.images())),
        allocation,
        formats.skippedIntegers()
            ? List.of(
                "minifloats with one exponent bit are left out: their values are those of integers")
            : List.of());
  }

  private static String input(Entry entry) {
    String name = FormatReader.name(entry, entry.text());
    entry.check(() -> FormatCheck.activations(name));
    return name;
  }

  private static Optional<Entry> optional(Map<String, Entry> fields, String key) {
    return Optional.ofNullable(fields.get(key));
  }

  private static boolean isNone(Entry entry) {
    return !entry.isMap() && !entry.isList() && !entry.isNull() && entry.text().equals(NONE);
  }

  private SpaceData data(Entry entry) {
    Map<String, Entry> fields = entry.fields(DATA);
    for (String key : List.of("inputs", "labels", "calibration")) {
      if (!fields.containsKey(key)) {
        throw entry.refuse("has no key '%s'; it names inputs, labels and calibration", key);
      }
    }
    int images = count(fields.get("inputs"));
    int labels = count(fields.get("labels"));
    if (labels != images) {
      throw fields
          .get("labels")
          .refuse(
              "holds %d classes for %d images; name the classes of these images", labels, images);
    }
    int calibration = count(fields.get("calibration"));
    return new SpaceData(
        folder,
        fields.get("inputs").text(),
        fields.get("labels").text(),
        fields.get("calibration").text(),
        optional(fields, "calibrationImages")
            .map(e -> e.integer(1, calibration))
            .orElse(Math.min(calibration, CALIBRATION_IMAGES)),
        optional(fields, "images").map(e -> e.integer(1, images)).orElse(images),
        optional(fields, "bytes")
            .map(e -> e.oneOf(List.of("pixels", "integers")))
            .orElse("pixels"));
  }

  /** How many images or classes a file holds. */
  private int count(Entry entry) {
    Path path;
    try {
      path = folder.resolve(entry.text()).normalize();
      if (!Files.isRegularFile(path)) {
        throw entry.refuse(
            "names %s, which is not a file; paths are relative to the folder of the space", path);
      }
      NpyArray array = Npy.read(path);
      if (array.shape().isEmpty() || array.shape().get(0) == 0) {
        throw entry.refuse("names %s of shape %s, which is empty", path, array.shapeText());
      }
      return array.shape().get(0);
    } catch (NpyException | IOException e) {
      throw entry.refuse("names %s, which is not acceptable: %s", entry.text(), e.getMessage());
    } catch (java.nio.file.InvalidPathException e) {
      throw entry.refuse("is no path");
    }
  }

  private List<FormatGroup> groups(Entry entry, List<List<String>> techniques) {
    List<FormatGroup> groups = new ArrayList<>();
    List<FormatPair> plain = new ArrayList<>();
    if (entry.isNull()) {
      throw entry.refuse("is empty; use a list of formats, as in [int4, e2m1 × int4]");
    }
    for (Entry element : entry.elements()) {
      if (element.isMap()) {
        flush(plain, groups, techniques);
        groups.add(formats.group(element, techniques));
      } else {
        plain.addAll(formats.pairs(element));
      }
    }
    flush(plain, groups, techniques);
    return groups;
  }

  /** Single pairs that follow each other are one group. */
  private static void flush(
      List<FormatPair> plain, List<FormatGroup> groups, List<List<String>> techniques) {
    if (!plain.isEmpty()) {
      groups.add(new FormatGroup(plain.stream().distinct().toList(), techniques));
      plain.clear();
    }
  }

  private static List<String> scales(Map<String, Entry> fields, String key) {
    return optional(fields, key)
        .map(
            entry -> {
              Set<String> names = new LinkedHashSet<>();
              for (Entry element : entry.elements()) {
                if (!element.text().startsWith("percentile:")) {
                  element.oneOf(QuantizationSpec.SCALES);
                }
                element.check(() -> withWeightScales(element.text()));
                names.add(element.text());
              }
              return List.copyOf(names);
            })
        .orElse(List.of("mse"));
  }

  private static QuantizationSpec withWeightScales(String scales) {
    return new QuantizationSpec(
        "int8", "int8", "uint8", Map.of(), scales, "mse", "channel", "float", List.of());
  }

  private static List<String> some(Map<String, Entry> fields, String key, List<String> allowed) {
    return optional(fields, key).map(e -> e.someOf(allowed)).orElse(allowed.subList(0, 1));
  }

  private static List<Target> targets(Entry entry) {
    Set<Target> targets = new LinkedHashSet<>();
    for (Entry element : entry.elements()) {
      Map<String, Entry> fields = element.fields(List.of("devices", "cells", "cycles"));
      List<String> cells = some(fields, "cells", List.of("portable", "xilinx"));
      List<Integer> cycles = each(fields, "cycles", e -> e.integer(1, Integer.MAX_VALUE), 4096);
      for (String device : each(fields, "devices", SpaceReader::device, Device.DEFAULT.name())) {
        for (String made : cells) {
          if (made.equals("xilinx") && !Device.find(device).family().cells().isNative()) {
            throw fields
                .get("cells")
                .refuse("asks for xilinx on %s, which has none; use portable", device);
          }
          cycles.forEach(c -> targets.add(new Target(device, made, c)));
        }
      }
    }
    return List.copyOf(targets);
  }

  private static String device(Entry entry) {
    try {
      return Device.find(entry.text()).name();
    } catch (CostException e) {
      throw entry.refuse("cannot be: %s", e.getMessage());
    }
  }

  private static <T> List<T> each(
      Map<String, Entry> fields, String key, Function<Entry, T> reader, T otherwise) {
    return optional(fields, key)
        .map(entry -> entry.elements().stream().map(reader).distinct().toList())
        .orElse(List.of(otherwise));
  }

  private static Halving halving(Entry entry, int images) {
    Map<String, Entry> fields = entry.fields(List.of("first", "keep"));
    int first =
        optional(fields, "first").map(e -> e.integer(1, images)).orElse(Math.max(1, images / 5));
    return new Halving(
        first,
        optional(fields, "keep").map(Entry::shareUnlessFront).orElse(OptionalDouble.empty()));
  }

  private static FinalistChoice finalists(Entry entry, int images) {
    if (isNone(entry)) {
      return FinalistChoice.NONE;
    }
    Map<String, Entry> fields = entry.fields(List.of("least", "vectors"));
    return new FinalistChoice(
        optional(fields, "least").map(e -> e.integer(0, 1000)).orElse(5),
        optional(fields, "vectors")
            .map(e -> e.integer(1, images))
            .orElse(FinalistChoice.ofAtMost(images).vectors()));
  }

  private AllocationChoice allocation(Entry entry) {
    Map<String, Entry> fields =
        entry.fields(List.of("formats", "budgets", "importance", "techniques"));
    if (!fields.containsKey("formats") || !fields.containsKey("budgets")) {
      throw entry.refuse("needs formats and budgets, for example [int3, int4, int8] and [0.5]");
    }
    return new AllocationChoice(
        formats.pairs(fields.get("formats")),
        fields.get("budgets").elements().stream().map(SpaceReader::budget).distinct().toList(),
        some(fields, "importance", IMPORTANCE).stream()
            .map(name -> Importance.valueOf(name.toUpperCase(Locale.ROOT)))
            .toList(),
        optional(fields, "techniques").map(TechniqueReader::read).orElse(List.of(List.of())));
  }

  /** A share of look-up tables, or a map of bounds. */
  private static BudgetChoice budget(Entry entry) {
    if (!entry.isMap()) {
      return BudgetChoice.share(entry.share());
    }
    Map<String, Entry> fields = entry.fields(List.of("lut", "bram36", "dsp", "framesPerSecond"));
    return new BudgetChoice(
        optional(fields, "lut").map(Entry::share).orElse(1.0),
        bound(fields, "bram36"),
        bound(fields, "dsp"),
        optional(fields, "framesPerSecond").map(e -> e.integer(0, Integer.MAX_VALUE)).orElse(0));
  }

  private static double bound(Map<String, Entry> fields, String key) {
    return optional(fields, key)
        .map(e -> (double) e.integer(0, Integer.MAX_VALUE))
        .orElse(Double.POSITIVE_INFINITY);
  }
}
