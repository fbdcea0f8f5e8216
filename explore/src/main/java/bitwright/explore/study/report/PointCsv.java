package bitwright.explore.study.report;

import bitwright.explore.job.Price;
import bitwright.explore.report.Csv;
import bitwright.explore.study.Finalist;
import bitwright.explore.study.StudyPoint;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The points of a study as comma-separated values, one line per point. Where formats differ from
 * layer to layer they are in the column of layers alone.
 */
final class PointCsv {

  private static final String HEADER =
      "id,model,family,weights,activations,input,layers,technique,weightScales,activationScales,"
          + "granularity,scaleFormat,images,right,accuracy,low95,high95,betterThanFloat,"
          + "worseThanFloat,pToFloat,device,cells,targetCycles,lut,ff,carry,bram36,dsp,cycles,"
          + "fmaxMHz,framesPerSecond,lutCycles,fits,rough,front,verifiedImages,comparedCodes,"
          + "mismatches,simulatedCycles,synthesizedLut,synthesizedFf,synthesizedCarry,"
          + "synthesizedBram36,synthesizedDsp\n";

  private PointCsv() {}

  static String of(List<StudyPoint> points) {
    StringBuilder text = new StringBuilder(HEADER);
    points.forEach(point -> text.append(line(point)));
    return text.toString();
  }

  private static String line(StudyPoint p) {
    QuantizationSpec q = p.quantization();
    Price c = p.price();
    boolean uniform = q.layers().isEmpty();
    String layers =
        q.layers().entrySet().stream()
            .map(
                e ->
                    "%s:%s/%s"
                        .formatted(e.getKey(), e.getValue().weights(), e.getValue().activations()))
            .collect(Collectors.joining(" "));
    return Csv.line(
        p.id(),
        p.model(),
        p.family(),
        uniform ? q.weights() : "",
        uniform ? q.activations() : "",
        q.input(),
        layers,
        p.technique(),
        q.weightScales(),
        q.activationScales(),
        q.granularity(),
        q.scaleFormat(),
        p.images(),
        p.right(),
        Numbers.share(p.accuracy()),
        Numbers.share(p.interval().low()),
        Numbers.share(p.interval().high()),
        p.toFloat().better(),
        p.toFloat().worse(),
        Numbers.p(p.toFloat()),
        c.target().device(),
        c.target().cells(),
        c.target().cycles(),
        c.lut(),
        c.ff(),
        c.carry(),
        Numbers.plain(c.bram36()),
        c.dsp(),
        c.cycles(),
        c.fmaxMHz(),
        c.framesPerSecond(),
        Numbers.areaTime(p),
        c.fits(),
        c.rough(),
        p.front(),
        measured(p, Finalist::vectors),
        measured(p, Finalist::compared),
        measured(p, Finalist::mismatches),
        measured(p, Finalist::cycles),
        measured(p, Finalist::lut),
        measured(p, Finalist::ff),
        measured(p, Finalist::carry),
        measured(p, f -> Numbers.plain(f.bram36())),
        measured(p, Finalist::dsp));
  }

  private static String measured(StudyPoint point, Function<Finalist, Object> value) {
    return Optional.of(point)
        .flatMap(StudyPoint::finalist)
        .map(value)
        .map(String::valueOf)
        .orElse("");
  }
}
