package bitwright.explore.calibration;

import bitwright.cost.Resources;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.synthesis.Source;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.Yosys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /**
   * The rows that are there for all designs as they are now, from the same tool.
   *
   * @return none if one is missing or not of the present text
   */
  List<Measurement> known(Map<String, Measurement> rows, String tool) {
    List<Measurement> known = new ArrayList<>();
    for (CalibrationDesign design : designs) {
      Measurement row = rows.get(design.id());
      if (row == null || !row.tool().equals(tool)) {
        return List.of();
      }
      known.add(row);
    }
    List<Source> sources = sources();
    for (int i = 0; i < known.size(); i++) {
      if (!known.get(i).rtl().equals(sources.get(i).digest())) {
        return List.of();
      }
    }
    return known;
  }

  /** The seeds that all of some rows have in common, 0 … this − 1. */
  static int seeds(List<Measurement> rows) {
    return rows.stream().mapToInt(Measurement::seeds).min().orElse(0);
  }

  /**
   * Synthesizes them.
   *
   * @param known rows of all designs with fewer seeds, which count too; or none
   * @param seeds how often, each time under other names; the least counts
   * @throws SynthesisException that names the design, if one of them cannot be synthesized
   */
  List<Measurement> measure(Yosys yosys, String tool, List<Measurement> known, int seeds) {
    List<Source> sources = sources();
    List<Measurement> rows = new ArrayList<>(known);
    for (int seed = seeds(known); seed < seeds; seed++) {
      Map<String, Resources> found = synthesize(yosys, sources, seed);
      for (int i = 0; i < sources.size(); i++) {
        Measurement row = row(i, sources.get(i), found.get(sources.get(i).top()), seed, tool);
        if (rows.size() == i) {
          rows.add(row);
        } else {
          rows.set(i, least(rows.get(i), row));
        }
      }
    }
    return rows;
  }

  private Measurement row(int index, Source source, Resources found, int seed, String tool) {
    CalibrationDesign design = designs.get(index);
    return new Measurement(
        design.primitive(), design.parameters(), found, seed, seed + 1, source.digest(), tool);
  }

  /** The one with fewer LUTs, the earlier among equals, with the seeds of the later. */
  private static Measurement least(Measurement earlier, Measurement later) {
    Measurement row = later.found().lut() < earlier.found().lut() ? later : earlier;
    return new Measurement(
        row.primitive(),
        row.parameters(),
        row.found(),
        row.seed(),
        later.seeds(),
        row.rtl(),
        row.tool());
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
