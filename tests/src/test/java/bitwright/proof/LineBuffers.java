package bitwright.proof;

import bitwright.arith.network.Window;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.LoopNest;
import bitwright.arith.plan.WindowPlan;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.SlidingWindow;
import bitwright.proof.StreamBlock.Binding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sliding windows with their checker and the walk that it compares with.
 *
 * <p>What leaves in which order follows from the definition of a window alone, computed here once
 * more; everything that only helps the induction is taken from the plan: were it wrong, nothing
 * false would be proved, but nothing at all.
 */
final class LineBuffers {

  private static final int BITS = 10;

  private final WindowPlan plan;
  private final LineBufferPlan buffer;
  private final String text;
  private final List<Integer> wants = new ArrayList<>();

  private LineBuffers(WindowPlan plan, String text) {
    this.plan = plan;
    this.text = text;
    buffer = plan.buffer();
    want();
  }

  /** The sliding window of a plan whose words are single elements. */
  static StreamBlock window(WindowPlan plan) {
    Elaboration elaboration = Elaboration.of(() -> new SlidingWindow(plan));
    SortedMap<String, String> modules = new TreeMap<>(elaboration.modules());
    LineBuffers window = new LineBuffers(plan, modules.get(elaboration.top()));
    modules.put("BitwrightRam", Induction.resource("WatchedRam"));
    modules.put("Walk", window.walk());
    return new StreamBlock(elaboration.top(), modules, window.binding(elaboration.top()));
  }

  /** The number of the word in its frame that every step wants, −1 for the border. */
  private void want() {
    Window w = plan.window();
    int words = plan.wordsPerPixel();
    int groupWords = words / plan.groups();
    for (int oy = 0; oy < w.outputHeight(plan.input().height()); oy++) {
      for (int ox = 0; ox < w.outputWidth(plan.input().width()); ox++) {
        for (int group = 0; group < plan.groups(); group++) {
          for (int ky = 0; ky < w.kernelHeight(); ky++) {
            for (int kx = 0; kx < w.kernelWidth(); kx++) {
              int y = oy * w.strideHeight() - w.padTop() + ky * w.dilationHeight();
              int x = ox * w.strideWidth() - w.padLeft() + kx * w.dilationWidth();
              boolean inside =
                  y >= 0 && y < plan.input().height() && x >= 0 && x < plan.input().width();
              for (int i = 0; i < groupWords; i++) {
                int number = (y * plan.input().width() + x) * words + group * groupWords + i;
                wants.add(inside ? number : -1);
              }
            }
          }
        }
      }
    }
  }

  /** The width of a register, 0 where the design does without it. */
  private int width(String register) {
    Matcher range =
        Pattern.compile("reg +(?:\\[(\\d+):0\\])? +%s;".formatted(register)).matcher(text);
    if (!range.find()) {
      return 0;
    }
    return range.group(1) == null ? 1 : Integer.parseInt(range.group(1)) + 1;
  }

  /** The counters and coordinates that there are, in the order in which the checker sees them. */
  private List<String> registers() {
    List<String> names = new ArrayList<>();
    buffer.nest().loops().forEach(loop -> names.add(loop.name()));
    buffer.borders().forEach(border -> names.add(border.name()));
    return names.stream().filter(name -> width(name) > 0).toList();
  }

  /** The module that tells, step by step, what is wanted and what the registers should hold. */
  private String walk() {
    int steps = wants.size();
    int stateBits = registers().stream().mapToInt(this::width).sum();
    List<Integer> order = buffer.nest().loops().stream().map(LoopNest.Loop::turns).toList();
    int position = buffer.position().start();
    int oldest = buffer.oldest().start();
    int[] coordinates =
        buffer.borders().stream().mapToInt(border -> border.coordinate().start()).toArray();
    int[] index = new int[order.size()];
    int needed = wants.stream().mapToInt(Integer::intValue).max().orElseThrow() - frame();
    int keptFrom = Integer.MIN_VALUE;
    StringBuilder cases = new StringBuilder();
    List<String> lines = new ArrayList<>();
    // Two frames: the second starts with what the first has left.
    for (int n = 0; n < 2 * steps; n++) {
      int step = n % steps;
      if (step == 0 && n > 0) {
        position -= frame();
        oldest -= frame();
        keptFrom -= frame();
        needed = wants.stream().mapToInt(Integer::intValue).max().orElseThrow() - frame();
      }
      keptFrom = Math.max(keptFrom, oldest);
      lines.add(
          line(step, position, oldest, keptFrom, needed, state(index, coordinates), stateBits));
      needed = wants.get(step) < 0 ? needed : Math.max(needed, wants.get(step));
      int moved = advance(index, order);
      position += buffer.position().move(moved);
      oldest += buffer.oldest().move(moved);
      for (int b = 0; b < coordinates.length; b++) {
        coordinates[b] += buffer.borders().get(b).coordinate().move(moved);
      }
    }
    lines.subList(steps, 2 * steps).forEach(cases::append);
    return """
        module Walk (
            input wire [9:0] step,
            output reg signed [9:0] want,
            output reg signed [9:0] position,
            output reg signed [9:0] oldest,
            output reg signed [9:0] kept_from,
            output reg signed [9:0] needed,
            output reg [%d:0] expected_state
        );
          always @*
            case (step)
        %s      default: {want, position, oldest, kept_from, needed, expected_state} = 0;
            endcase
        endmodule
        """
        .formatted(stateBits - 1, cases);
  }

  private String line(
      int step,
      int position,
      int oldest,
      int keptFrom,
      int needed,
      BigInteger state,
      int stateBits) {
    return "      %d: {want, position, oldest, kept_from, needed, expected_state} = {%s, %s, %s, %s, %s, %d'd%s};%n"
        .formatted(
            step,
            constant(wants.get(step)),
            constant(position),
            constant(oldest),
            constant(keptFrom),
            constant(needed),
            stateBits,
            state);
  }

  private static String constant(int value) {
    return "%d'd%d".formatted(BITS, value & (1 << BITS) - 1);
  }

  private BigInteger state(int[] index, int[] coordinates) {
    BigInteger state = BigInteger.ZERO;
    List<LoopNest.Loop> all = buffer.nest().loops();
    for (int l = 0; l < index.length; l++) {
      state = append(state, index[l], width(all.get(l).name()));
    }
    for (int b = 0; b < coordinates.length; b++) {
      state = append(state, coordinates[b], width(buffer.borders().get(b).name()));
    }
    return state;
  }

  private static BigInteger append(BigInteger state, int value, int width) {
    return state.shiftLeft(width).add(BigInteger.valueOf(value & (1 << width) - 1));
  }

  /** The loop that goes on, −1 when a frame ends. */
  private static int advance(int[] index, List<Integer> turns) {
    for (int l = index.length - 1; l >= 0; l--) {
      if (++index[l] < turns.get(l)) {
        return l;
      }
      index[l] = 0;
    }
    return -1;
  }

  private int frame() {
    return buffer.frameWords();
  }

  private Binding binding(String module) {
    int depth = buffer.depth();
    int address = Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1);
    Taps taps =
        new Taps()
            .add("spot", "words.spot", address)
            .add("stored", "words.stored", plan.inBits())
            .add("read_data", "words.read_data", plan.inBits())
            .add("head_valid", "queue.head_valid", 1)
            .add("spare_valid", "queue.spare_valid", 1)
            .add("head", "queue.head", plan.outBits())
            .add("spare", "queue.spare", plan.outBits());
    String wide =
        """
          wire signed [9:0] wide_ahead = $signed(ahead);
          wire signed [9:0] wide_room = $signed(room);
        """;
    String connections =
        ".ahead(wide_ahead), .room(wide_room), .state({%s}), %s"
            .formatted(
                String.join(", ", registers()),
                buffer.borders().isEmpty() ? ".word_padded(1'b0), " : "");
    return new Binding(
        module,
        "LineBufferProof",
        ".IN(%d), .OUT(%d), .STEPS(%d), .FRAME(%d), .DEPTH(%d), .PAD(%d), .STATE(%d)"
            .formatted(
                plan.inBits(),
                plan.outBits(),
                wants.size(),
                frame(),
                depth,
                plan.padCode(),
                registers().stream().mapToInt(this::width).sum()),
        connections + taps.connections(),
        wide + taps.declarations());
  }
}
