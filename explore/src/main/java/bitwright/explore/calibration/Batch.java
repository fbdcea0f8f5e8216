package bitwright.explore.calibration;

import bitwright.cost.Resources;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.synthesis.Source;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.Yosys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Designs that are synthesized side by side in one run per seed.
 *
 * <p>What Yosys makes of a design depends a little on the names that others have used up, so a
 * batch is always the same designs in the same order, and gives the same counts again.
 *
 * @param designs in order
 */
record Batch(List<CalibrationDesign> designs) {
  private static final int SIZE = 16;

  /** Designs cut into batches, in order, each of one primitive. */
  static List<Batch> of(List<CalibrationDesign> designs) {
    List<Batch> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= designs.size(); to++) {
      boolean same =
          to < designs.size() && designs.get(to).primitive().equals(designs.get(from).primitive());
      if (!same || to - from == SIZE) {
        batches.add(new Batch(designs.subList(from, to)));
        from = to;
      }
    }
    return batches;
  }

  /** Whether rows are there for all designs as they are now, from the same tool and seeds. */
  boolean isKnown(Map<String, Measurement> known, String tool, int seeds) {
    for (CalibrationDesign design : designs) {
      Measurement row = known.get(design.id());
      if (row == null || !row.tool().equals(tool) || row.seeds() != seeds) {
        return false;
      }
    }
    List<Source> sources = sources();
    return IntStream.range(0, sources.size())
        .allMatch(i -> known.get(designs.get(i).id()).rtl().equals(sources.get(i).digest()));
  }

  /**
   * Synthesizes them.
   *
   * @param seeds how often, each time under other names; the least counts
   * @throws SynthesisException that names the design, if one of them cannot be synthesized
   */
  List<Measurement> measure(Yosys yosys, String tool, int seeds) {
    List<Source> sources = sources();
    Resources[] least = new Resources[sources.size()];
    int[] winner = new int[sources.size()];
    for (int seed = 0; seed < seeds; seed++) {
      Map<String, Resources> found = synthesize(yosys, sources, seed);
      for (int i = 0; i < least.length; i++) {
        Resources one = found.get(sources.get(i).top());
        if (least[i] == null || one.lut() < least[i].lut()) {
          least[i] = one;
          winner[i] = seed;
        }
      }
    }
    List<Measurement> rows = new ArrayList<>();
    for (int i = 0; i < least.length; i++) {
      CalibrationDesign design = designs.get(i);
      rows.add(
          new Measurement(
              design.primitive(),
              design.parameters(),
              least[i],
              winner[i],
              seeds,
              sources.get(i).digest(),
              tool));
    }
    return rows;
  }

  /** Circuits are elaborated one at a time. */
  private List<Source> sources() {
    synchronized (Batch.class) {
      return designs.stream().map(design -> design.rtl().get()).toList();
    }
  }

  /** All at once, and if that fails each alone, to find the one that is to blame. */
  private Map<String, Resources> synthesize(Yosys yosys, List<Source> sources, int seed) {
    try {
      return yosys.synthesizeAll(sources, seed);
    } catch (SynthesisException together) {
      for (int i = 0; i < sources.size() && !Thread.currentThread().isInterrupted(); i++) {
        try {
          yosys.synthesizeAll(List.of(sources.get(i)), seed);
        } catch (SynthesisException alone) {
          throw new SynthesisException(
              "design '%s': %s".formatted(designs.get(i).id(), alone.getMessage()));
        }
      }
      throw together;
    }
  }
}
