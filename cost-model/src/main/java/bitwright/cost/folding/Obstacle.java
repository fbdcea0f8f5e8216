package bitwright.cost.folding;

import bitwright.cost.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Why no folding of a network fits a device at a rate: which layer, which resource, by how much.
 */
final class Obstacle {
  private final NetworkEstimator estimator;
  private final Device device;
  private final Objective objective;
  private final Rate rate;
  private final List<List<Candidate>> all;
  private final List<List<Candidate>> able = new ArrayList<>();

  Obstacle(NetworkEstimator estimator, Device device, List<List<Candidate>> candidates, Rate rate) {
    this.estimator = estimator;
    this.device = device;
    this.rate = rate;
    objective = new Objective(device);
    all = candidates;
    for (List<Candidate> layer : candidates) {
      able.add(layer.stream().filter(rate::isMet).toList());
    }
  }

  /** One sentence without its full stop. */
  String sentence() {
    for (int k = 0; k < able.size(); k++) {
      if (able.get(k).isEmpty()) {
        return tooSlow(k);
      }
    }
    Optional<Need> layer =
        IntStream.range(0, able.size())
            .boxed()
            .flatMap(k -> List.of(ResourceKind.values()).stream().map(kind -> least(k, kind)))
            .filter(need -> need.excess() > 0)
            .max(Need.BY_FACTOR);
    if (layer.isPresent()) {
      return layer.get().sentence(device) + pace();
    }
    return together();
  }

  private String name(int k) {
    return "layer " + estimator.network().layers().get(k).name();
  }

  private String pace() {
    return rate.framesPerSecond() == 0 ? "" : " for " + Rate.words(rate.framesPerSecond());
  }

  private String tooSlow(int k) {
    int fmax = all.get(k).stream().mapToInt(Candidate::fmaxMHz).max().orElseThrow();
    if (rate.clock().orElse(0) > fmax) {
      return "%s reaches %d MHz at most, not %d".formatted(name(k), fmax, rate.clock().getAsInt());
    }
    return slowness(k);
  }

  private String slowness(int k) {
    Candidate fastest = fastest(k);
    return "%s takes %,d cycle%s at %d MHz at its fastest, %s of %,d"
        .formatted(
            name(k),
            fastest.cycles(),
            fastest.cycles() == 1 ? "" : "s",
            rate.clock().orElse(fastest.fmaxMHz()),
            Rate.words(framesPerSecond(fastest)),
            rate.framesPerSecond());
  }

  private Candidate fastest(int k) {
    return all.get(k).stream()
        .filter(c -> c.fmaxMHz() >= rate.clock().orElse(0))
        .max(Comparator.comparingLong(this::framesPerSecond))
        .orElseThrow();
  }

  private long framesPerSecond(Candidate layer) {
    return rate.clock().orElse(layer.fmaxMHz()) * 1_000_000L / layer.cycles();
  }

  /** The least that a layer needs of a kind, whatever it needs of others. */
  private Need least(int k, ResourceKind kind) {
    int least = able.get(k).stream().mapToInt(c -> kind.of(c.units())).min().orElseThrow();
    return new Need(name(k) + " needs at least", kind, least, kind.of(device));
  }

  private String together() {
    Lattice lattice = new Lattice(estimator, able);
    List<Section> sections = new Sections(lattice, lattice.all(), objective, rate).all();
    Optional<Section> leanest = sections.stream().min(Comparator.comparingLong(Section::bound));
    if (leanest.isEmpty()) {
      return "at no clock do all layers reach the rate: "
          + slowness(
              IntStream.range(0, all.size())
                  .boxed()
                  .min(Comparator.comparingLong(k -> framesPerSecond(fastest(k))))
                  .orElseThrow());
    }
    Optional<Need> alone =
        List.of(ResourceKind.values()).stream()
            .map(kind -> least(sections, kind))
            .filter(need -> need.excess() > 0)
            .max(Need.BY_FACTOR);
    Candidate[] best = leanest.get().best();
    if (alone.isPresent()) {
      return alone.get().sentence(device) + pace() + share(best, alone.get().kind());
    }
    int[] amounts = ResourceKind.amounts(estimator.estimate(best).total());
    return List.of(ResourceKind.values()).stream()
        .map(
            kind ->
                new Need(
                    "the leanest accelerator needs",
                    kind,
                    amounts[kind.ordinal()],
                    kind.of(device)))
        .max(Need.BY_FACTOR)
        .filter(need -> need.excess() > 0)
        .map(need -> need.sentence(device) + pace() + share(best, need.kind()))
        .orElseGet(() -> "the queues of the accelerator's branches do not fit " + device.name());
  }

  /** The least that all layers together need of a kind, whatever they need of others. */
  private Need least(List<Section> sections, ResourceKind kind) {
    long least = sections.stream().mapToLong(s -> s.least(kind)).min().orElseThrow();
    return new Need("the accelerator needs at least", kind, least, kind.of(device));
  }

  /** The layer that takes most of a kind. */
  private String share(Candidate[] layers, ResourceKind kind) {
    int largest =
        IntStream.range(0, layers.length)
            .boxed()
            .max(Comparator.comparingInt(k -> kind.of(layers[k].units())))
            .orElseThrow();
    return "; the most, %s, in %s"
        .formatted(kind.shown(kind.of(layers[largest].units()), device.family()), name(largest));
  }

  /**
   * What someone needs of a kind and what there is of it.
   *
   * @param who subject and verb
   */
  private record Need(String who, ResourceKind kind, long needed, long available) {

    /** Above 1 just where there is too little, also where there is none at all. */
    static final Comparator<Need> BY_FACTOR =
        Comparator.comparingDouble(n -> (n.needed + 1.0) / (n.available + 1.0));

    long excess() {
      return needed - available;
    }

    String sentence(Device device) {
      var family = device.family();
      return "%s %s %s of %s on %s, %s too few"
          .formatted(
              who,
              kind.shown(needed, family),
              kind.title(family),
              kind.shown(available, family),
              device.name(),
              kind.shown(excess(), family));
    }
  }
}
