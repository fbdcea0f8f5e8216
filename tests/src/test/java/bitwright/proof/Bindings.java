package bitwright.proof;

import bitwright.proof.StreamBlock.Binding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which checker a generated module gets, with which parameters; both follow from its name. */
final class Bindings {

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z]+)_w(\\d+)(?:_[xd](\\d+))?(?:_r(\\d+))?");

  private Bindings() {}

  /** Whether there is a checker for a module. */
  static boolean exist(String module) {
    Matcher name = NAME.matcher(module);
    return name.matches()
        && List.of("StreamQueue", "Upsizer", "Downsizer", "VectorBuffer").contains(name.group(1));
  }

  /** The binding of a module's checker. */
  static Binding of(String module) {
    Matcher name = NAME.matcher(module);
    if (!name.matches()) {
      throw new IllegalArgumentException("no proof is known for module " + module);
    }
    int width = Integer.parseInt(name.group(2));
    String second = name.group(3);
    String factor = ".WIDTH(%d), .FACTOR(%s)".formatted(width, second);
    return switch (name.group(1)) {
      case "StreamQueue" ->
          new Binding(module, "StreamQueueProof", ".WIDTH(%d)".formatted(width), "", "");
      case "Upsizer" ->
          new Binding(module, "UpsizerProof", factor, parts(Integer.parseInt(second)), "");
      case "Downsizer" -> new Binding(module, "DownsizerProof", factor, "", "");
      case "VectorBuffer" ->
          vectorBuffer(module, width, Integer.parseInt(second), Integer.parseInt(name.group(4)));
      default -> throw new IllegalArgumentException("no proof is known for module " + module);
    };
  }

  private static String parts(int factor) {
    return IntStream.iterate(factor - 2, i -> i >= 0, i -> i - 1)
        .mapToObj(i -> "part_" + i)
        .collect(Collectors.joining(", ", ".parts({", "}), "));
  }

  /** A counter of length 1 is not there: its checker sees the constant 0. */
  private static Binding vectorBuffer(String module, int width, int words, int replays) {
    int address = Integer.SIZE - Integer.numberOfLeadingZeros(2 * words - 1);
    StringBuilder connections = new StringBuilder();
    StringBuilder taps = new StringBuilder();
    for (String tap : List.of("spot", "stored", "write_address", "read_address")) {
      connections.append(".%s(\\banks.%s ), ".formatted(tap, tap));
      taps.append(Binding.tap("banks." + tap, tap.equals("stored") ? width : address));
    }
    if (words == 1) {
      connections.append(".write_word(1'd0), .read_word(1'd0), ");
    }
    if (replays == 1) {
      connections.append(".replay(1'd0), ");
    }
    return new Binding(
        module,
        "VectorBufferProof",
        ".WIDTH(%d), .WORDS(%d), .REPLAYS(%d)".formatted(width, words, replays),
        connections.toString(),
        taps.toString());
  }

  /** The binding of the memory's checker, which chooses the word to look at. */
  static Binding memory() {
    return new Binding(
        "BitwrightRam",
        "RamProof",
        ".WIDTH(WIDTH), .ADDRESS(ADDRESS)",
        ".word(memory[spot]), ",
        "  wire [ADDRESS-1:0] spot;\n");
  }
}
