package bitwright.explore.space;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Target;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The candidates of an exploration and what is done with them.
 *
 * @param title what is asked
 * @param data the images
 * @param groups formats with their techniques
 * @param input the format of a network's input
 * @param scales how scales are chosen
 * @param targets what every candidate is priced as
 * @param halving few images first, if asked for
 * @param finalists which points of the front are built
 * @param allocation formats by layer, if asked for
 * @param notes what the reader left out, and why
 */
public record Space(
    String title,
    SpaceData data,
    List<FormatGroup> groups,
    String input,
    ScaleChoices scales,
    List<Target> targets,
    Optional<Halving> halving,
    FinalistChoice finalists,
    Optional<AllocationChoice> allocation,
    List<String> notes) {

  /** Keeps unmodifiable copies. */
  public Space {
    groups = List.copyOf(groups);
    targets = List.copyOf(targets);
    notes = List.copyOf(notes);
  }

  /**
   * The candidates of a float network on all images, each once. Outermost first, they vary in: the
   * group, the formats, the scales of weights, those of activations, their granularity, their
   * format, the techniques.
   *
   * @throws IllegalArgumentException in one sentence, if a data file cannot be read
   */
  public List<JobSpec> jobs(DataFile model) {
    return jobs(model, data.images());
  }

  /** The same on the first images only. */
  public List<JobSpec> jobs(DataFile model, int images) {
    List<QuantizationSpec> candidates = candidates();
    JobSpec first = job(model, candidates.get(0), images);
    return candidates.stream().map(first::with).toList();
  }

  /** One job of this space with a quantization that need not be a candidate. */
  public JobSpec job(DataFile model, QuantizationSpec quantization, int images) {
    return new JobSpec(
        model,
        data.file(data.calibration()),
        data.calibrationImages(),
        data.file(data.inputs()),
        data.file(data.labels()),
        Math.min(images, data.images()),
        data.bytes(),
        quantization,
        targets);
  }

  /** How the candidates are quantized, in the order of {@link #jobs}. */
  public List<QuantizationSpec> candidates() {
    Map<QuantizationSpec, Boolean> candidates = new LinkedHashMap<>();
    for (FormatGroup group : groups) {
      for (FormatPair pair : group.pairs()) {
        for (QuantizationSpec scaled : scaled(pair)) {
          group.techniques().forEach(t -> candidates.put(scaled.with(t), true));
        }
      }
    }
    return List.copyOf(candidates.keySet());
  }

  private List<QuantizationSpec> scaled(FormatPair pair) {
    List<QuantizationSpec> specs = new ArrayList<>();
    for (String weights : scales.weights()) {
      for (String activations : scales.activations()) {
        for (String granularity : scales.granularities()) {
          for (String format : scales.formats()) {
            specs.add(
                new QuantizationSpec(
                    pair.weights(),
                    pair.activations(),
                    input,
                    Map.of(),
                    weights,
                    activations,
                    granularity,
                    format,
                    List.of()));
          }
        }
      }
    }
    return specs;
  }

  /** One pair of formats with the first of every choice of scales, and no technique. */
  public QuantizationSpec quantization(String weights, String activations) {
    return scaled(new FormatPair(weights, activations)).get(0);
  }

  /** The formats of all candidates, each pair once. */
  public List<FormatPair> pairs() {
    return groups.stream().flatMap(g -> g.pairs().stream()).distinct().toList();
  }

  /**
   * The resolved configuration: reads back as an equal space, with nothing left to defaults and
   * notes as comments.
   */
  public String yaml() {
    return SpaceYaml.text(this);
  }
}
