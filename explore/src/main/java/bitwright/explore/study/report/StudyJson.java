package bitwright.explore.study.report;

import bitwright.explore.job.Price;
import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.explore.statistics.Proportion;
import bitwright.explore.study.FailedPoint;
import bitwright.explore.study.Families;
import bitwright.explore.study.Finalist;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyModel;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.TechniqueEffect;
import bitwright.explore.study.chart.Labels;
import bitwright.quantize.ptq.QuantizationSpec;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A study as a JSON tree, all but its speed. */
final class StudyJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double CONFIDENCE = 0.95;

  private StudyJson() {}

  static ObjectNode of(Study study) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("title", study.title());
    ArrayNode models = root.putArray("models");
    study.models().forEach(model -> models.add(model(model)));
    ArrayNode conclusion = root.putArray("conclusion");
    study.conclusion().forEach(conclusion::add);
    ArrayNode winners = root.putArray("winners");
    Winner.all(study.points()).forEach(point -> winners.add(point.id()));
    ArrayNode points = root.putArray("points");
    study.points().forEach(point -> points.add(point(point)));
    ArrayNode failed = root.putArray("failed");
    study.failed().forEach(point -> failed.add(failed(point)));
    ArrayNode techniques = root.putArray("techniques");
    study.techniques().forEach(effect -> techniques.add(effect(effect)));
    ObjectNode tools = root.putObject("tools");
    study.tools().forEach(tools::put);
    root.put("configuration", study.configuration());
    return root;
  }

  private static ObjectNode model(StudyModel model) {
    Interval interval = Proportion.wilson(model.right(), model.images(), CONFIDENCE);
    return MAPPER
        .createObjectNode()
        .put("name", model.name())
        .put("sha256", model.sha256())
        .put("topology", model.topology())
        .put("macs", model.macs())
        .put("parameters", model.parameters())
        .put("images", model.images())
        .put("right", model.right())
        .put("accuracy", Numbers.share((double) model.right() / model.images()))
        .put("low", Numbers.share(interval.low()))
        .put("high", Numbers.share(interval.high()));
  }

  private static ObjectNode point(StudyPoint p) {
    QuantizationSpec q = p.quantization();
    Price c = p.price();
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("id", p.id())
            .put("model", p.model())
            .put("family", p.family())
            .put("weights", q.weights())
            .put("activations", q.activations())
            .put("weightBits", bits(q, q.weights()))
            .put("activationBits", bits(q, q.activations()))
            .put("formats", Labels.formats(p))
            .put("technique", p.technique())
            .put("scales", scales(q))
            .put("images", p.images())
            .put("right", p.right())
            .put("accuracy", Numbers.share(p.accuracy()))
            .put("low", Numbers.share(p.interval().low()))
            .put("high", Numbers.share(p.interval().high()))
            .put("better", p.toFloat().better())
            .put("worse", p.toFloat().worse())
            .put("p", Numbers.p(p.toFloat()))
            .put("device", c.target().device())
            .put("cells", c.target().cells())
            .put("targetCycles", c.target().cycles())
            .put("lut", c.lut())
            .put("ff", c.ff())
            .put("carry", c.carry())
            .put("bram36", c.bram36())
            .put("dsp", c.dsp())
            .put("cycles", c.cycles())
            .put("fmaxMHz", c.fmaxMHz())
            .put("framesPerSecond", c.framesPerSecond())
            .put("fits", c.fits())
            .put("rough", c.rough())
            .put("front", p.front());
    node.set("finalist", p.finalist().map(StudyJson::finalist).orElse(null));
    ArrayNode layers = node.putArray("layers");
    c.layers().forEach(layer -> layers.add(layer(layer)));
    return node;
  }

  private static ObjectNode layer(Price.LayerPrice layer) {
    return MAPPER
        .createObjectNode()
        .put("name", layer.name())
        .put("weights", layer.weights())
        .put("activations", layer.activations())
        .put("lut", layer.lut())
        .put("ff", layer.ff())
        .put("bram36", layer.bram36())
        .put("dsp", layer.dsp())
        .put("cycles", layer.cycles());
  }

  private static ObjectNode finalist(Finalist f) {
    return MAPPER
        .createObjectNode()
        .put("simulator", f.simulator())
        .put("vectors", f.vectors())
        .put("compared", f.compared())
        .put("mismatches", f.mismatches())
        .put("cycles", f.cycles())
        .put("synthesizer", f.synthesizer())
        .put("lut", f.lut())
        .put("ff", f.ff())
        .put("carry", f.carry())
        .put("bram36", f.bram36())
        .put("dsp", f.dsp());
  }

  private static ObjectNode failed(FailedPoint point) {
    QuantizationSpec q = point.quantization();
    return MAPPER
        .createObjectNode()
        .put("model", point.model())
        .put("formats", q.weights() + " × " + q.activations())
        .put("technique", String.join("+", q.techniques()))
        .put("reason", point.reason());
  }

  private static ObjectNode effect(TechniqueEffect effect) {
    Paired paired = effect.paired();
    return MAPPER
        .createObjectNode()
        .put("model", effect.model())
        .put("technique", effect.technique())
        .put("scope", effect.scope())
        .put("points", effect.points())
        .put("images", paired.images())
        .put("better", paired.better())
        .put("worse", paired.worse())
        .put("difference", Numbers.share(paired.difference()))
        .put("p", Numbers.p(paired));
  }

  /** The ways that scales were chosen in a few words. */
  private static String scales(QuantizationSpec q) {
    String how =
        q.weightScales().equals(q.activationScales())
            ? q.weightScales()
            : q.weightScales() + " / " + q.activationScales();
    return List.of(how, "per " + q.granularity(), q.scaleFormat())
        .toString()
        .replaceAll("[\\[\\]]", "");
  }

  /** Bits of a format, 0 where formats differ from layer to layer. */
  private static int bits(QuantizationSpec q, String format) {
    return q.layers().isEmpty() ? Families.bits(format) : 0;
  }
}
