package bitwright.arith.plan;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The structure of a sliding-window unit: a feature map comes in word by word in stream order, and
 * for every output pixel the words under its window leave, one a cycle.
 *
 * <p>Words leave in the order (output row, output column, group, kernel row, kernel column, word
 * within the group's channels); a word beyond the border holds {@code padCode} in every lane. With
 * C channels and L lanes a frame has H·W·C/L words in and OH·OW·kh·kw·C/L words out. It takes as
 * many cycles as words come in, or OH·OW times the pace of the unit behind, whichever are more.
 *
 * @param name the layer
 * @param input the map
 * @param window the window
 * @param groups how many equal parts of the channels leave one after the other
 * @param lanes elements a word; divides the channels of a group
 * @param inBits bits of an element that comes in
 * @param outBits bits of an element that leaves, at least {@code inBits}
 * @param padCode the element beyond the border
 * @param pace cycles that the unit behind spends on a window, at least the words of a window
 */
public record WindowPlan(
    String name,
    MapShape input,
    Window window,
    int groups,
    int lanes,
    int inBits,
    int outBits,
    int padCode,
    int pace) {

  /** Checks that words divide the groups, and the widths. */
  public WindowPlan {
    if (groups < 1 || input.channels() % groups != 0 || input.channels() / groups % lanes != 0) {
      throw new IllegalArgumentException(
          "layer %s: %d channels in %d groups cannot be cut into words of %d"
              .formatted(name, input.channels(), groups, lanes));
    }
    if (outBits < inBits || padCode < 0 || padCode >>> outBits != 0) {
      throw new IllegalArgumentException(
          "layer %s: codes of %d bits and the border %d do not fit in %d bits"
              .formatted(name, inBits, padCode, outBits));
    }
    if (pace < Math.multiplyExact(window.positions(), input.channels() / lanes)) {
      throw new IllegalArgumentException(
          "layer %s: a window does not pass in %d cycles".formatted(name, pace));
    }
  }

  /** A window whose words are all taken at once, one a cycle. */
  public static WindowPlan steady(String name, Patches patches, int groups, int lanes) {
    return paced(name, patches, groups, lanes, 1);
  }

  /** A window behind which a unit spends {@code pace} cycles on each patch, or one per word. */
  public static WindowPlan paced(String name, Patches patches, int groups, int lanes, int pace) {
    int words =
        Math.multiplyExact(patches.window().positions(), patches.input().channels() / lanes);
    return new WindowPlan(
        name,
        patches.input(),
        patches.window(),
        groups,
        lanes,
        patches.format().bits(),
        patches.windowFormat().bits(),
        patches.padCode(),
        Math.max(words, pace));
  }

  /** The map of output pixels; its channels are the words of a window. */
  public MapShape output() {
    return window.output(input, wordsPerWindow());
  }

  /** Words of a pixel of the input. */
  public int wordsPerPixel() {
    return input.channels() / lanes;
  }

  /** Words of a window, {@code kh·kw·C/lanes}. */
  public int wordsPerWindow() {
    return Math.multiplyExact(window.positions(), wordsPerPixel());
  }

  /** Words of a frame that come in. */
  public int wordsIn() {
    return Math.multiplyExact(input.pixels(), wordsPerPixel());
  }

  /** Words of a frame that leave. */
  public int wordsOut() {
    int windows =
        Math.multiplyExact(window.outputHeight(input.height()), window.outputWidth(input.width()));
    return Math.multiplyExact(windows, wordsPerWindow());
  }

  /** The initiation interval. */
  public int cyclesPerFrame() {
    return Math.max(wordsIn(), Math.multiplyExact(output().pixels(), pace));
  }

  /** The ring and its reader. */
  public LineBufferPlan buffer() {
    int word = wordsPerPixel();
    int row = Math.multiplyExact(input.width(), word);
    int groupWords = word / groups;
    int outRows = window.outputHeight(input.height());
    int outColumns = window.outputWidth(input.width());
    LoopNest nest =
        new LoopNest(
            List.of(
                new LoopNest.Loop("oy", outRows),
                new LoopNest.Loop("ox", outColumns),
                new LoopNest.Loop("group", groups),
                new LoopNest.Loop("ky", window.kernelHeight()),
                new LoopNest.Loop("kx", window.kernelWidth()),
                new LoopNest.Loop("word", groupWords)));
    int downStep = Math.multiplyExact(window.strideHeight(), row);
    int rightStep = Math.multiplyExact(window.strideWidth(), word);
    Walk position =
        nest.walk(
            -window.padTop() * row - window.padLeft() * word,
            wordsIn(),
            List.of(
                downStep,
                rightStep,
                groupWords,
                window.dilationHeight() * row,
                window.dilationWidth() * word,
                1));
    Walk oldest =
        nest.walk(
            -(window.padTop() + beyond(window.padBottom(), window.spanHeight())) * row
                - (window.padLeft() + beyond(window.padRight(), window.spanWidth())) * word,
            wordsIn(),
            List.of(downStep, rightStep, 0, 0, 0, 0));
    int perKernelRow = window.kernelWidth() * groupWords;
    int perGroup = window.kernelHeight() * perKernelRow;
    int cycles = Math.multiplyExact(outRows * outColumns, pace);
    Walk cycle =
        nest.walk(
            0, cycles, List.of(outColumns * pace, pace, perGroup, perKernelRow, groupWords, 1));
    return new LineBufferPlan(
        nest,
        wordsIn(),
        new LineBufferPlan.Pace(cycle, cycles, word),
        position,
        oldest,
        borders(nest));
  }

  /**
   * How much further back than the window's first pixel the oldest word is counted, so that it
   * stays within the map: only for borders at least as wide as the window.
   */
  private static int beyond(int pad, int span) {
    return Math.max(0, pad - span + 1);
  }

  private List<LineBufferPlan.Border> borders(LoopNest nest) {
    Window w = window;
    int lastRow =
        (w.outputHeight(input.height()) - 1) * w.strideHeight() - w.padTop() + w.spanHeight() - 1;
    int lastColumn =
        (w.outputWidth(input.width()) - 1) * w.strideWidth() - w.padLeft() + w.spanWidth() - 1;
    List<LineBufferPlan.Border> borders = new ArrayList<>();
    if (w.padTop() > 0 || lastRow >= input.height()) {
      Walk y = nest.walk(-w.padTop(), 0, List.of(w.strideHeight(), 0, 0, w.dilationHeight(), 0, 0));
      IntegerRange range = IntegerRange.of(-w.padTop(), lastRow);
      borders.add(new LineBufferPlan.Border("y", y, range, input.height()));
    }
    if (w.padLeft() > 0 || lastColumn >= input.width()) {
      Walk x = nest.walk(-w.padLeft(), 0, List.of(0, w.strideWidth(), 0, 0, w.dilationWidth(), 0));
      IntegerRange range = IntegerRange.of(-w.padLeft(), lastColumn);
      borders.add(new LineBufferPlan.Border("x", x, range, input.width()));
    }
    return List.copyOf(borders);
  }
}
