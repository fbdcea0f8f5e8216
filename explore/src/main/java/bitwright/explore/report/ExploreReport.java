package bitwright.explore.report;

import bitwright.explore.report.DesignPoint.LayerFold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of an exploration as CSV, as JSON, and as one HTML page that needs no network.
 *
 * @param device the name of the device
 * @param deviceLut its look-up tables
 * @param points the design points, in order
 */
public record ExploreReport(String device, long deviceLut, List<DesignPoint> points) {

  private static final String PLACEHOLDER = "/*DATA*/null";

  /** Keeps an unmodifiable copy. */
  public ExploreReport {
    points = List.copyOf(points);
  }

  /** One line per point under a header line. */
  public String csv() {
    StringBuilder text =
        new StringBuilder(
            "model,arithmetic,device,lut,ff,carry,bram36,dsp,cyclesPerInference,fmaxMHz,"
                + "framesPerSecond,accuracy,fits,rough,pareto,folds\n");
    for (DesignPoint p : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%d,%d,%s,%d,%d,%s,%d,%s,%s,%s,%s,%s%n",
              Csv.quoted(p.model()),
              Csv.quoted(p.arithmetic()),
              device,
              p.lut(),
              p.ff(),
              p.carry(),
              p.bram36(),
              p.dsp(),
              p.cycles(),
              p.fmaxMHz(),
              Math.round(p.framesPerSecond()),
              p.accuracy().map(String::valueOf).orElse(""),
              p.fits(),
              p.rough(),
              p.onFront(),
              p.folds().stream()
                  .map(f -> f.layer() + ":" + f.pe() + "x" + f.simd())
                  .collect(Collectors.joining(" "))));
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** The same as a tree of maps and lists, for a JSON writer. */
  public Map<String, Object> json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("device", device);
    root.put("deviceLut", deviceLut);
    List<Map<String, Object>> list = new ArrayList<>();
    points.forEach(p -> list.add(json(p)));
    root.put("points", list);
    return root;
  }

  private static Map<String, Object> json(DesignPoint p) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", p.model());
    map.put("arithmetic", p.arithmetic());
    map.put("lut", p.lut());
    map.put("ff", p.ff());
    map.put("carry", p.carry());
    map.put("bram36", p.bram36());
    map.put("dsp", p.dsp());
    map.put("cyclesPerInference", p.cycles());
    map.put("fmaxMHz", p.fmaxMHz());
    map.put("framesPerSecond", Math.round(p.framesPerSecond()));
    map.put("accuracy", p.accuracy().orElse(null));
    map.put("fits", p.fits());
    map.put("rough", p.rough());
    map.put("pareto", p.onFront());
    Map<String, Object> folds = new LinkedHashMap<>();
    for (LayerFold fold : p.folds()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("pe", fold.pe());
      values.put("simd", fold.simd());
      folds.put(fold.layer(), values);
    }
    map.put("folds", folds);
    return map;
  }

  /** The page. */
  public String html() {
    return Embedded.text(ExploreReport.class, "page.html")
        .replace(PLACEHOLDER, Embedded.json(json()));
  }
}
