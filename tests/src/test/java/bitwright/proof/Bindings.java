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

  private static final List<String> KNOWN =
      List.of("StreamQueue", "StreamFifo", "Upsizer", "Downsizer", "VectorBuffer", "Fork");
  private static final List<String> QUEUE = List.of("head_valid", "spare_valid", "head", "spare");

  private Bindings() {}

  /** Whether there is a checker for a module. */
  static boolean exist(String module) {
    Matcher name = NAME.matcher(module);
    return name.matches() && KNOWN.contains(name.group(1));
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
      case "StreamFifo" -> fifo(module, width, Integer.parseInt(second));
      case "Fork" -> fork(module, width, Integer.parseInt(second));
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

  /** The registers of the output queue of a block. */
  private static Taps queue(int width) {
    Taps taps = new Taps();
    QUEUE.forEach(name -> taps.add(name, "queue." + name, name.endsWith("valid") ? 1 : width));
    return taps;
  }

  private static Binding fifo(String module, int width, int depth) {
    int address = bitsFor(depth);
    Taps taps =
        queue(width)
            .add("spot", "beats.spot", address)
            .add("kept", "beats.stored", width)
            .add("read_data", "beats.read_data", width);
    return new Binding(
        module,
        "StreamFifoProof",
        ".WIDTH(%d), .DEPTH(%d)".formatted(width, depth),
        taps.connections(),
        taps.declarations());
  }

  private static Binding fork(String module, int width, int consumers) {
    return new Binding(
        module,
        "ForkProof",
        ".WIDTH(%d), .CONSUMERS(%d)".formatted(width, consumers),
        bundle("out_valid", "out_%d_valid", consumers)
            + bundle("out_ready", "out_%d_ready", consumers)
            + bundle("out_data", "out_%d_data", consumers)
            + bundle("taken", "taken_%d", consumers),
        "");
  }

  /** The binding of a unit that joins maps of so many beats a pixel. */
  static Binding concat(String module, int width, List<Integer> beats) {
    StringBuilder sources = new StringBuilder();
    for (int map = 0; map < beats.size(); map++) {
      sources.insert(0, Integer.toString(map).repeat(beats.get(map)));
    }
    int total = sources.length();
    int maps = beats.size();
    Taps taps = queue(width);
    return new Binding(
        module,
        "ConcatUnitProof",
        ".WIDTH(%d), .MAPS(%d), .BEATS(%d), .SOURCES(%d'h%s)"
            .formatted(width, maps, total, 4 * total, sources),
        bundle("in_valid", "in_%d_valid", maps)
            + bundle("in_ready", "in_%d_ready", maps)
            + bundle("in_data", "in_%d_data", maps)
            + ".beat({%d'd0, beat}), ".formatted(Integer.SIZE - bitsFor(total))
            + taps.connections(),
        taps.declarations());
  }

  /** Several ports as one, the first in the lowest bits. */
  private static String bundle(String port, String signal, int count) {
    return IntStream.iterate(count - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(signal::formatted)
        .collect(Collectors.joining(", ", ".%s({".formatted(port), "}), "));
  }

  /** The bits of an index below a length, at least 1. */
  private static int bitsFor(int length) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
  }

  /** A counter of length 1 is not there: its checker sees the constant 0. */
  private static Binding vectorBuffer(String module, int width, int words, int replays) {
    Taps taps = new Taps();
    for (String tap : List.of("spot", "stored", "write_address", "read_address")) {
      taps.add(tap, "banks." + tap, tap.equals("stored") ? width : bitsFor(2 * words));
    }
    StringBuilder connections = new StringBuilder(taps.connections());
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
        taps.declarations());
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
