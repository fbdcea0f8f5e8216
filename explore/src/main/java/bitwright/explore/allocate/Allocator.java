package bitwright.explore.allocate;

import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.quantize.ptq.FormatChoice;
import bitwright.quantize.ptq.Mixture;
import bitwright.quantize.ptq.PostTrainingQuantizer;
import bitwright.quantize.ptq.QuantizationSpec;
import bitwright.quantize.ptq.QuantizedNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses formats layer by layer: least growth of the loss within a budget of hardware.
 *
 * <p>The loss of each layer's options is measured around a choice, an integer program chooses, and
 * what it chose is measured. If that is better, losses are measured around it; if not, since the
 * sum over layers misled, the program is asked for the next best, later on with fewer changes.
 * After some failures the best choice that was measured is the result. The uniform choices within
 * the budget are measured as well, so that on the calibration images no allocation is worse than
 * the best of them.
 */
public final class Allocator {

  private static final int MOST_FAILURES = 8;
  private static final int MOST_REPRICINGS = 12;

  private final JobSpec base;
  private final List<QuantizationSpec.Layer> pairs;
  private final int[] reference;
  private final List<List<Integer>> options = new ArrayList<>();
  private final PostTrainingQuantizer quantizer;
  private final boolean coupled;
  private final Mixture mixture;
  private final Pricer pricer;
  private final PriceModel prices;
  private final DivergenceMeter meter;
  private final Map<List<Integer>, Double> divergences = new HashMap<>();
  private final Map<List<Integer>, double[][]> growths = new HashMap<>();
  private final Map<Importance, double[][]> harms = new EnumMap<>(Importance.class);
  private final LayerNoise noise;

  /**
   * Quantizes, measures and prices what every budget needs.
   *
   * @param base a job; its formats are those of layers whose options are not looked at, and of maps
   *     that enter no layer with weights; its first target is what is priced
   * @param formats the formats that a layer may have
   * @throws IllegalArgumentException in one sentence
   */
  public Allocator(Workspace workspace, JobSpec base, List<QuantizationSpec.Layer> formats) {
    if (formats.isEmpty() || base.targets().isEmpty()) {
      throw new IllegalArgumentException("allocation needs at least one format and one target");
    }
    this.base = base;
    QuantizationSpec spec = base.quantization();
    LinkedHashSet<QuantizationSpec.Layer> all = new LinkedHashSet<>(formats);
    QuantizationSpec.Layer start = new QuantizationSpec.Layer(spec.weights(), spec.activations());
    all.add(start);
    this.pairs = List.copyOf(all);
    this.quantizer = workspace.quantizer(base);
    this.coupled = spec.techniques().stream().anyMatch(Allocator::looksAtActivations);
    this.mixture = mixture();
    int allowed = new LinkedHashSet<>(formats).size();
    int[][] classes = new int[mixture.layers().size()][];
    List<List<Integer>> meeting = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      options.add(distinct(allowed, mixture.ownsActivations(i)));
      classes[i] =
          pairs.stream().mapToInt(p -> pairs.indexOf(firstWith(p.activations()))).toArray();
      meeting.add(mixture.successors(i));
    }
    this.reference = new int[classes.length];
    Arrays.fill(reference, pairs.indexOf(start));
    this.pricer = new Pricer(mixture, base.targets().get(0));
    this.prices = new PriceModel(pricer::price, cheapest(), options, classes, meeting);
    List<double[]> images = workspace.calibration(base).doubles();
    this.meter = new DivergenceMeter(workspace.network(base.model()), mixture, images);
    this.noise = new LayerNoise(mixture, pairs.size(), images);
  }

  /** Without techniques that look at activations formats are independent, and few networks do. */
  private Mixture mixture() {
    QuantizationSpec spec = base.quantization();
    List<String> weights = pairs.stream().map(QuantizationSpec.Layer::weights).distinct().toList();
    List<String> maps = pairs.stream().map(QuantizationSpec.Layer::activations).distinct().toList();
    Map<QuantizationSpec.Layer, QuantizedNetwork> made = new HashMap<>();
    for (int i = 0; i < (coupled ? pairs.size() : Math.max(weights.size(), maps.size())); i++) {
      QuantizationSpec.Layer pair =
          coupled
              ? pairs.get(i)
              : new QuantizationSpec.Layer(
                  weights.get(Math.min(i, weights.size() - 1)),
                  maps.get(Math.min(i, maps.size() - 1)));
      made.put(pair, quantizer.quantize(spec.withFormats(pair).options()));
    }
    List<QuantizedNetwork> ofWeights = new ArrayList<>();
    List<QuantizedNetwork> ofMaps = new ArrayList<>();
    for (QuantizationSpec.Layer pair : pairs) {
      int w = weights.indexOf(pair.weights());
      int a = maps.indexOf(pair.activations());
      ofWeights.add(made.get(coupled ? pair : at(weights, maps, w)));
      ofMaps.add(made.get(coupled ? firstWith(pair.activations()) : at(weights, maps, a)));
    }
    QuantizationSpec.Layer start = new QuantizationSpec.Layer(spec.weights(), spec.activations());
    return new Mixture(ofWeights, ofMaps, ofMaps.get(pairs.indexOf(start)));
  }

  /** The uniform choice of the fewest bits that can be built: around it, pricing is quickest. */
  private int[] cheapest() {
    return uniforms().stream()
        .sorted(Comparator.comparingInt(this::bits))
        .filter(choice -> pricer.price(choice).isPresent())
        .findFirst()
        .orElse(reference);
  }

  private int bits(int[] choice) {
    return Arrays.stream(choice)
        .map(
            o ->
                FormatChoice.parse(pairs.get(o).weights()).bits()
                    + FormatChoice.parse(pairs.get(o).activations()).bits())
        .sum();
  }

  private QuantizationSpec.Layer firstWith(String activations) {
    return pairs.stream()
        .filter(p -> p.activations().equals(activations))
        .findFirst()
        .orElseThrow();
  }

  private static QuantizationSpec.Layer at(List<String> weights, List<String> maps, int i) {
    return new QuantizationSpec.Layer(
        weights.get(Math.min(i, weights.size() - 1)), maps.get(Math.min(i, maps.size() - 1)));
  }

  private static boolean looksAtActivations(String technique) {
    return !technique.equals("equalize") && !technique.startsWith("smooth");
  }

  /** Options that differ: where a layer takes the input, only its weights do. */
  private List<Integer> distinct(int allowed, boolean activations) {
    List<Integer> distinct = new ArrayList<>();
    for (int o = 0; o < allowed; o++) {
      String weights = pairs.get(o).weights();
      if (activations || distinct.stream().noneMatch(d -> pairs.get(d).weights().equals(weights))) {
        distinct.add(o);
      }
    }
    return distinct;
  }

  /** Chooses by measured losses. */
  public Optional<Allocation> allocate(Budget budget) {
    return allocate(budget, Importance.LOSS);
  }

  /**
   * Chooses formats; nothing if no choice is within the budget.
   *
   * @param importance how the harm of a layer's format is told; all but {@link Importance#LOSS} are
   *     told once, and their choice is the result
   */
  public Optional<Allocation> allocate(Budget budget, Importance importance) {
    Budget planned = budget;
    for (int i = 0; i < MOST_REPRICINGS; i++) {
      Optional<Candidate> found = search(planned, importance);
      if (found.isEmpty() || !coupled) {
        return found.map(c -> allocation(c, importance));
      }
      // What techniques fit to the layers before is settled only now.
      QuantizationSpec spec = base.quantization().withLayers(layers(found.get().choice));
      QuantizedNetwork whole = quantizer.quantize(spec.options());
      Optional<DesignPrice> price = pricer.price(whole);
      if (price.isEmpty()) {
        return Optional.empty();
      }
      if (budget.allows(price.get())) {
        double divergence = meter.of(whole);
        Optional<Candidate> uniform =
            importance == Importance.LOSS ? bestUniform(budget) : Optional.empty();
        return uniform.isPresent() && uniform.get().divergence < divergence
            ? uniform.map(c -> allocation(c, importance))
            : Optional.of(allocation(found.get(), importance, price.get(), divergence));
      }
      planned = planned.tightened(budget, price.get());
    }
    return Optional.empty();
  }

  /** The uniform formats within a budget that are nearest to float. */
  private Optional<Candidate> bestUniform(Budget budget) {
    Optional<Candidate> best = Optional.empty();
    for (int[] uniform : uniforms()) {
      Optional<DesignPrice> price = pricer.price(uniform);
      if (price.isPresent() && budget.allows(price.get())) {
        Candidate candidate = new Candidate(uniform, divergence(uniform), divergence(uniform), 0);
        if (best.isEmpty() || candidate.divergence < best.get().divergence) {
          best = Optional.of(candidate);
        }
      }
    }
    return best;
  }

  private Optional<Candidate> search(Budget budget, Importance importance) {
    if (importance != Importance.LOSS) {
      double[][] harm = harms.computeIfAbsent(importance, i -> noise.harm(i, reference));
      return choose(harm, budget, List.of())
          .map(c -> new Candidate(c, divergence(c), Double.NaN, 1));
    }
    Optional<Candidate> best = bestUniform(budget);
    List<int[]> measured = new ArrayList<>();
    int[] around = reference;
    int failures = 0;
    for (int round = 1; failures < MOST_FAILURES; round++) {
      double[][] growth = growth(around);
      int radius = failures < MOST_FAILURES / 2 ? around.length : Math.max(2, around.length / 2);
      Optional<int[]> choice = choose(growth, budget, near(around, radius, measured));
      if (choice.isEmpty()) {
        break;
      }
      measured.add(choice.get());
      Candidate next = candidate(choice.get(), around, growth, round);
      if (best.isEmpty() || next.divergence < best.get().divergence) {
        best = Optional.of(next);
        failures = 0;
      } else if (around == best.get().choice) {
        failures++;
      }
      around = best.get().choice;
    }
    return best;
  }

  /** A choice, how far it is from float, what the sum over layers promised, and in which round. */
  private record Candidate(int[] choice, double divergence, double predicted, int round) {}

  private Candidate candidate(int[] choice, int[] around, double[][] growth, int round) {
    double predicted = divergence(around);
    for (int i = 0; i < choice.length; i++) {
      predicted += growth[i][choice[i]];
    }
    return new Candidate(choice, divergence(choice), predicted, round);
  }

  /** Every option for all layers. */
  private List<int[]> uniforms() {
    List<int[]> uniforms = new ArrayList<>();
    for (int o = 0; o < pairs.size(); o++) {
      String weights = pairs.get(o).weights();
      int option = o;
      int[] choice =
          options.stream()
              .mapToInt(
                  list ->
                      list.contains(option)
                          ? option
                          : list.stream()
                              .filter(d -> pairs.get(d).weights().equals(weights))
                              .findFirst()
                              .orElse(-1))
              .toArray();
      boolean last = options.get(options.size() - 1).contains(o);
      if (last && Arrays.stream(choice).allMatch(c -> c >= 0)) {
        uniforms.add(choice);
      }
    }
    return uniforms;
  }

  /**
   * Solves, prices the choice, and solves again with what the price model was wrong by.
   *
   * @param others limits beside those of the budget
   */
  private Optional<int[]> choose(double[][] loss, Budget budget, List<Limit> others) {
    double lut = 0;
    double bram = 0;
    double dsp = 0;
    PairwiseCost ofLut = prices.cost(DesignPrice.LayerPrice::lut);
    PairwiseCost ofBram = prices.cost(DesignPrice.LayerPrice::bram36);
    PairwiseCost ofDsp = prices.cost(DesignPrice.LayerPrice::dsp);
    for (int i = 0; i < MOST_REPRICINGS; i++) {
      List<Limit> limits = new ArrayList<>(others);
      limits.add(new Limit(ofLut.plus(lut), budget.lut()));
      limits.add(new Limit(ofBram.plus(bram), budget.bram36()));
      limits.add(new Limit(ofDsp.plus(dsp), budget.dsp()));
      limits.add(new Limit(prices.slow(budget.framesPerSecond()), Double.POSITIVE_INFINITY));
      Optional<int[]> choice = new SelectionProgram(loss, limits).solve();
      if (choice.isEmpty()) {
        return Optional.empty();
      }
      Optional<DesignPrice> price = pricer.price(choice.get());
      if (price.isEmpty()) {
        return Optional.empty();
      }
      if (budget.allows(price.get())) {
        return choice;
      }
      lut = Math.max(lut, price.get().lut() - ofLut.of(choice.get()));
      bram = Math.max(bram, price.get().bram36() - ofBram.of(choice.get()));
      dsp = Math.max(dsp, price.get().dsp() - ofDsp.of(choice.get()));
    }
    return Optional.empty();
  }

  /** What differs from a choice in so many layers, and is none of those that were measured. */
  private List<Limit> near(int[] around, int radius, List<int[]> measured) {
    List<Limit> limits = new ArrayList<>();
    if (radius < around.length) {
      limits.add(new Limit(PairwiseCost.of(marks(around, 0, 1)), radius));
    }
    measured.forEach(
        m -> limits.add(new Limit(PairwiseCost.of(marks(m, 1, 0)), around.length - 1)));
    return limits;
  }

  /** One number for the options of a choice, another for all others. */
  private double[][] marks(int[] choice, double chosen, double other) {
    double[][] marks = new double[choice.length][pairs.size()];
    for (int i = 0; i < choice.length; i++) {
      Arrays.fill(marks[i], other);
      marks[i][choice[i]] = chosen;
    }
    return marks;
  }

  /** By how much each option of each layer raises the divergence around a choice. */
  private double[][] growth(int[] around) {
    return growths.computeIfAbsent(
        key(around),
        k -> {
          meter.refer(around);
          double here = divergence(around);
          double[][] growth = new double[around.length][pairs.size()];
          for (int i = 0; i < growth.length; i++) {
            Arrays.fill(growth[i], Double.POSITIVE_INFINITY);
            for (int o : options.get(i)) {
              int[] choice = around.clone();
              choice[i] = o;
              growth[i][o] = divergence(choice) - here;
            }
          }
          return growth;
        });
  }

  private double divergence(int[] choice) {
    Double known = divergences.get(key(choice));
    if (known == null) {
      known = meter.of(choice);
      divergences.put(key(choice), known);
    }
    return known;
  }

  private Allocation allocation(Candidate candidate, Importance importance) {
    DesignPrice price = pricer.price(candidate.choice).orElseThrow();
    return allocation(candidate, importance, price, candidate.divergence);
  }

  private Allocation allocation(
      Candidate candidate, Importance importance, DesignPrice price, double divergence) {
    return new Allocation(
        base.quantization().withLayers(layers(candidate.choice)),
        importance,
        divergence,
        candidate.predicted,
        price.lut(),
        prices.cost(DesignPrice.LayerPrice::lut).of(candidate.choice),
        price.bram36(),
        price.dsp(),
        price.framesPerSecond(),
        candidate.round);
  }

  private Map<String, QuantizationSpec.Layer> layers(int[] choice) {
    Map<String, QuantizationSpec.Layer> layers = new TreeMap<>();
    for (int i = 0; i < choice.length; i++) {
      layers.put(
          mixture.layers().get(i),
          new QuantizationSpec.Layer(pairs.get(choice[i]).weights(), activations(i, choice)));
    }
    return layers;
  }

  /** What enters a layer: the input's format, or what the last layer that shares the map chose. */
  private String activations(int layer, int[] choice) {
    int owner = mixture.owner(layer);
    return owner < 0 ? base.quantization().input() : pairs.get(choice[owner]).activations();
  }

  private static List<Integer> key(int[] choice) {
    return Arrays.stream(choice).boxed().toList();
  }
}
