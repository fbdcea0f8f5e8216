package bitwright.explore.space;

import bitwright.quantize.ptq.WritableFormats;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads formats.
 *
 * <p>A set of formats is a list of names and of maps with {@code integers}, {@code minifloats} and
 * {@code powersOfTwo}, ranges of bits such as {@code 3..8}. A group is a pair {@code e2m1 × int4},
 * or a map: two sets, {@code weights} and {@code activations}, or one, whose names are those of
 * {@code names}; {@code pairs} says how they meet.
 */
final class FormatReader {

  /** Every split of minifloats of the bits asked for has at least so many exponent bits. */
  private static final int LEAST_EXPONENT_BITS = 2;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,2})\\s*\\.\\.\\s*(\\d{1,2})");
  private static final Pattern PAIR = Pattern.compile("\\s*(\\S+)\\s+(?:×|x|by)\\s+(\\S+)\\s*");

  private static final List<String> KINDS = List.of("integers", "minifloats", "powersOfTwo");

  private static final List<String> GROUP =
      List.of(
          "names",
          "integers",
          "minifloats",
          "powersOfTwo",
          "weights",
          "activations",
          "pairs",
          "techniques");

  private static final List<String> PAIRS = List.of("equal", "product", "list");

  private boolean skipped;

  /** Whether splits with one exponent bit were left out, which are integers. */
  boolean skippedIntegers() {
    return skipped;
  }

  /** A group; {@code techniques} are those of groups that name none. */
  FormatGroup group(Entry entry, List<List<String>> techniques) {
    if (!entry.isMap()) {
      return new FormatGroup(pairs(entry), techniques);
    }
    Map<String, Entry> fields = entry.fields(GROUP);
    List<List<String>> own =
        fields.containsKey("techniques")
            ? TechniqueReader.read(fields.get("techniques"))
            : techniques;
    boolean two = fields.containsKey("weights") || fields.containsKey("activations");
    boolean one = fields.containsKey("names") || KINDS.stream().anyMatch(fields::containsKey);
    if (one == two
        || two && !(fields.containsKey("weights") && fields.containsKey("activations"))) {
      throw entry.refuse(
          "holds %s; use weights with activations, or any of names, %s",
          String.join(", ", fields.keySet()), String.join(", ", KINDS));
    }
    String meet = fields.containsKey("pairs") ? fields.get("pairs").oneOf(PAIRS) : null;
    if (two) {
      List<String> weights = set(fields.get("weights"));
      List<String> activations = set(fields.get("activations"));
      return new FormatGroup(met(entry, weights, activations, meet), own);
    }
    Set<FormatPair> pairs = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, Entry> field : fields.entrySet()) {
      if (KINDS.contains(field.getKey())) {
        names.addAll(of(field.getKey(), field.getValue()));
      } else if (field.getKey().equals("names") && meet == null) {
        field.getValue().elements().forEach(name -> pairs.add(pair(name)));
      } else if (field.getKey().equals("names")) {
        names.addAll(set(field.getValue()));
      }
    }
    List<String> all = List.copyOf(names);
    pairs.addAll(met(entry, all, all, meet == null ? "equal" : meet));
    return new FormatGroup(List.copyOf(pairs), own);
  }

  /** Pairs of a list of names, pairs and groups. */
  List<FormatPair> pairs(Entry entry) {
    Set<FormatPair> pairs = new LinkedHashSet<>();
    for (Entry element : entry.elements()) {
      if (element.isMap()) {
        pairs.addAll(group(element, List.of(List.of())).pairs());
      } else {
        pairs.add(pair(element));
      }
    }
    return List.copyOf(pairs);
  }

  /** A pair, or a name for both. */
  static FormatPair pair(Entry entry) {
    Matcher m = PAIR.matcher(entry.text());
    if (!m.matches()) {
      String name = name(entry, entry.text());
      return pair(entry, name, name);
    }
    return pair(entry, name(entry, m.group(1)), name(entry, m.group(2)));
  }

  /** Whether weights and activations are named apart. */
  static boolean isPair(Entry entry) {
    return PAIR.matcher(entry.text()).matches();
  }

  private static List<FormatPair> met(
      Entry entry, List<String> weights, List<String> activations, String meet) {
    List<FormatPair> pairs = new ArrayList<>();
    if (meet == null || meet.equals("product")) {
      for (String w : weights) {
        activations.forEach(a -> pairs.add(pair(entry, w, a)));
      }
      return pairs;
    }
    if (weights.size() != activations.size()) {
      throw entry.refuse(
          "pairs %d weights with %d activations one by one; name as many, or use pairs: product",
          weights.size(), activations.size());
    }
    for (int i = 0; i < weights.size(); i++) {
      pairs.add(pair(entry, weights.get(i), activations.get(i)));
    }
    return pairs;
  }

  private List<String> set(Entry entry) {
    List<String> names = new ArrayList<>();
    for (Entry element : entry.elements()) {
      if (element.isMap()) {
        element.fields(KINDS).forEach((kind, bits) -> names.addAll(of(kind, bits)));
      } else {
        names.add(name(element, element.text()));
      }
    }
    return names;
  }

  private List<String> of(String kind, Entry entry) {
    return switch (kind) {
      case "integers" -> bits(entry, 2, 16).stream().map("int%d"::formatted).toList();
      case "powersOfTwo" -> bits(entry, 2, 8).stream().map("pot%dz"::formatted).toList();
      case "minifloats" -> {
        skipped = true;
        yield bits(entry, 3, 8).stream().flatMap(b -> splits(b).stream()).toList();
      }
      default -> throw new IllegalStateException(kind);
    };
  }

  /** All minifloats of some bits, whose every code is finite, from the fewest exponent bits on. */
  static List<String> splits(int bits) {
    return IntStream.range(LEAST_EXPONENT_BITS, bits)
        .mapToObj(x -> split(x, bits - 1 - x))
        .toList();
  }

  private static String split(int exponent, int mantissa) {
    // The plain name is that of the OCP format, which has infinities.
    return "e%dm%d".formatted(exponent, mantissa)
        + (exponent == 5 && mantissa == 2 ? "finite" : "");
  }

  private static List<Integer> bits(Entry entry, int least, int most) {
    List<Integer> bits = new ArrayList<>();
    for (Entry element : entry.elements()) {
      Matcher m = RANGE.matcher(element.isMap() || element.isList() ? "" : element.text());
      if (m.matches()) {
        int from = Integer.parseInt(m.group(1));
        int to = Integer.parseInt(m.group(2));
        if (from < least || to > most || from > to) {
          throw element.refuse(
              "is '%s'; use a rising range of bits within %d..%d", element.text(), least, most);
        }
        IntStream.rangeClosed(from, to).forEach(bits::add);
      } else {
        bits.add(element.integer(least, most));
      }
    }
    return bits;
  }

  /** The name of a format. */
  static String name(Entry entry, String name) {
    try {
      FormatCheck.known(name);
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      String quoted = "'" + name + "'";
      throw entry.refuse(
          "names %s, %s",
          quoted,
          reason.startsWith(quoted)
              ? "which" + reason.substring(quoted.length())
              : "but " + reason);
    }
    return name;
  }

  /** Weights and activations that a file can hold. */
  static FormatPair pair(Entry entry, String weights, String activations) {
    try {
      WritableFormats.requireWeights(weights);
    } catch (IllegalArgumentException e) {
      throw entry.refuse("cannot be: %s", e.getMessage());
    }
    try {
      WritableFormats.requireActivations(activations);
    } catch (IllegalArgumentException e) {
      throw entry.refuse("cannot be: %s, as in %s × int4", e.getMessage(), weights);
    }
    return new FormatPair(weights, activations);
  }
}
