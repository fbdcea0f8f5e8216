package bitwright.explore.allocate;

import bitwright.explore.allocate.DesignPrice.LayerPrice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The price of any choice from the prices of a few: around a reference, each item's options alone,
 * and options of two items together where their layers meet.
 *
 * <p>A layer of the accelerator costs what its weights and inputs cost, and its requantizer has the
 * format that enters the next layer. In a chain its price p therefore depends on the options of two
 * items, and {@code p(r,r) + [p(o,r) − p(r,r)] + [p(r,q) − p(r,r)] + [p(o,q) − p(o,r) − p(r,q) +
 * p(r,r)]} is exact; where more items meet in a layer, it is an approximation. Which items reach a
 * layer is found by trying.
 */
final class PriceModel {

  /** Two items whose layers meet. */
  private record Edge(int first, int second) {}

  private final Function<int[], Optional<DesignPrice>> pricer;
  private final int[] reference;
  private final List<List<Integer>> options;
  private final int[][] classes;
  private final DesignPrice origin;
  private final DesignPrice[][] alone;
  private final Map<Edge, DesignPrice[][]> together = new LinkedHashMap<>();
  private final List<TreeSet<Integer>> reach = new ArrayList<>();

  /**
   * Prices what is needed.
   *
   * @param pricer prices a choice; nothing for one that cannot be built
   * @param reference the choice around which prices are taken
   * @param options the options of each item that may be chosen
   * @param classes for each item and option a number that is the same for options that the items
   *     before cannot tell apart
   * @param meeting for each item the later ones whose formats its requantizer may have
   * @throws IllegalArgumentException in one sentence, if the reference cannot be built
   */
  PriceModel(
      Function<int[], Optional<DesignPrice>> pricer,
      int[] reference,
      List<List<Integer>> options,
      int[][] classes,
      List<List<Integer>> meeting) {
    this.pricer = pricer;
    this.reference = reference.clone();
    this.options = options;
    this.classes = classes;
    this.origin =
        pricer
            .apply(reference)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the formats that allocation starts from cannot be built; use int8"
                            + " weights and int8 activations"));
    this.alone = new DesignPrice[options.size()][];
    for (int i = 0; i < alone.length; i++) {
      alone[i] = alone(i, classes[i].length);
    }
    for (int layer = 0; layer < origin.layers().size(); layer++) {
      reach.add(reaching(layer));
    }
    for (int i = 0; i < meeting.size(); i++) {
      for (int j : meeting.get(i)) {
        Edge edge = new Edge(i, j);
        if (!layers(edge).isEmpty()) {
          together.put(edge, together(edge));
        }
      }
    }
  }

  private DesignPrice[] alone(int item, int count) {
    DesignPrice[] prices = new DesignPrice[count];
    options.get(item).parallelStream()
        .forEach(o -> prices[o] = price(with(reference, item, o)).orElse(null));
    return prices;
  }

  private DesignPrice[][] together(Edge edge) {
    int[] second = classes[edge.second];
    DesignPrice[][] prices = new DesignPrice[classes[edge.first].length][second.length];
    List<int[]> pairs = new ArrayList<>();
    for (int o : options.get(edge.first)) {
      options.get(edge.second).stream()
          .filter(p -> p == representative(edge.second, second, p))
          .forEach(p -> pairs.add(new int[] {o, p}));
    }
    pairs.parallelStream()
        .forEach(
            pair -> {
              int[] choice = with(with(reference, edge.first, pair[0]), edge.second, pair[1]);
              prices[pair[0]][pair[1]] = price(choice).orElse(null);
            });
    return prices;
  }

  private int representative(int item, int[] classes, int option) {
    return options.get(item).stream()
        .filter(p -> classes[p] == classes[option])
        .findFirst()
        .orElseThrow();
  }

  private Optional<DesignPrice> price(int[] choice) {
    return pricer.apply(choice).filter(p -> p.layers().size() == origin.layers().size());
  }

  private static int[] with(int[] choice, int item, int option) {
    int[] changed = choice.clone();
    changed[item] = option;
    return changed;
  }

  /** The items whose options change a layer's price. */
  private TreeSet<Integer> reaching(int layer) {
    LayerPrice here = origin.layers().get(layer);
    TreeSet<Integer> items = new TreeSet<>();
    for (int i = 0; i < alone.length; i++) {
      if (Arrays.stream(alone[i]).anyMatch(p -> p != null && !p.layers().get(layer).equals(here))) {
        items.add(i);
      }
    }
    return items;
  }

  /** The layers that both items of an edge reach. */
  private List<Integer> layers(Edge edge) {
    return IntStream.range(0, reach.size())
        .filter(k -> reach.get(k).contains(edge.first) && reach.get(k).contains(edge.second))
        .boxed()
        .toList();
  }

  /** The price of a choice, in one resource. */
  PairwiseCost cost(ToDoubleFunction<LayerPrice> resource) {
    double constant = sum(origin, resource);
    double[][] own = new double[alone.length][];
    for (int i = 0; i < own.length; i++) {
      own[i] =
          Arrays.stream(alone[i])
              .mapToDouble(p -> p == null ? Double.POSITIVE_INFINITY : sum(p, resource) - constant)
              .toArray();
    }
    List<Coupling> couplings = new ArrayList<>();
    together.forEach(
        (edge, prices) ->
            couplings.add(
                coupling(edge, (o, p, joint) -> interaction(edge, o, p, joint, resource))));
    return new PairwiseCost(constant, own, couplings);
  }

  /**
   * Nothing but what is too slow: infinite for options, and for options of two items, of which some
   * layer is slower than a rate allows.
   */
  PairwiseCost slow(long framesPerSecond) {
    double[][] own = new double[alone.length][];
    for (int i = 0; i < own.length; i++) {
      List<Integer> layers = alone(i);
      own[i] =
          Arrays.stream(alone[i])
              .mapToDouble(p -> p == null ? 0 : penalty(p, layers, framesPerSecond))
              .toArray();
    }
    List<Coupling> couplings = new ArrayList<>();
    together.forEach(
        (edge, prices) ->
            couplings.add(
                coupling(edge, (o, p, joint) -> penalty(joint, layers(edge), framesPerSecond))));
    List<Integer> fixed =
        IntStream.range(0, reach.size()).filter(k -> reach.get(k).isEmpty()).boxed().toList();
    return new PairwiseCost(penalty(origin, fixed, framesPerSecond), own, couplings);
  }

  /** The layers that an item alone reaches. */
  private List<Integer> alone(int item) {
    return IntStream.range(0, reach.size())
        .filter(k -> reach.get(k).equals(new TreeSet<>(List.of(item))))
        .boxed()
        .toList();
  }

  private interface Term {
    double of(int first, int second, DesignPrice joint);
  }

  private Coupling coupling(Edge edge, Term term) {
    DesignPrice[][] prices = together.get(edge);
    double[][] values = new double[prices.length][];
    for (int o = 0; o < values.length; o++) {
      values[o] = new double[prices[o].length];
      for (int p = 0; p < values[o].length; p++) {
        boolean open = options.get(edge.first).contains(o) && options.get(edge.second).contains(p);
        if (open && alone[edge.first][o] != null && alone[edge.second][p] != null) {
          int same = representative(edge.second, classes[edge.second], p);
          DesignPrice joint = prices[o][same];
          values[o][p] = joint == null ? Double.POSITIVE_INFINITY : term.of(o, same, joint);
        }
      }
    }
    return new Coupling(edge.first, edge.second, values);
  }

  private double interaction(
      Edge edge, int o, int p, DesignPrice joint, ToDoubleFunction<LayerPrice> resource) {
    double sum = 0;
    for (int k : layers(edge)) {
      sum += resource.applyAsDouble(joint.layers().get(k));
      sum -= resource.applyAsDouble(alone[edge.first][o].layers().get(k));
      sum -= resource.applyAsDouble(alone[edge.second][p].layers().get(k));
      sum += resource.applyAsDouble(origin.layers().get(k));
    }
    return sum;
  }

  private static double penalty(DesignPrice price, List<Integer> layers, long framesPerSecond) {
    boolean fast =
        layers.stream()
            .mapToDouble(k -> price.layers().get(k).delay())
            .allMatch(delay -> price.framesPerSecond(delay) >= framesPerSecond);
    return fast ? 0 : Double.POSITIVE_INFINITY;
  }

  private static double sum(DesignPrice price, ToDoubleFunction<LayerPrice> resource) {
    return price.layers().stream().mapToDouble(resource).sum();
  }
}
