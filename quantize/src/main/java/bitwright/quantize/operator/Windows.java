package bitwright.quantize.operator;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Border;
import java.util.Collections;
import java.util.List;

/**
 * Windows from ONNX's attributes {@code kernel_shape}, {@code strides}, {@code pads}, {@code
 * dilations}, {@code auto_pad} and {@code ceil_mode}.
 */
public final class Windows {

  private static final long LARGEST = 1 << 16;

  private final Node node;
  private final int axes;

  private Windows(Node node, int axes) {
    this.node = node;
    this.axes = axes;
  }

  /**
   * The window of a node.
   *
   * @param map what it slides over
   * @param axes 2, or 1 for maps of height one
   * @param kernel its size along each axis
   * @param around zeros around the map that a node before puts there
   */
  public static Window of(Node node, MapShape map, int axes, List<Long> kernel, Border around) {
    return new Windows(node, axes).window(map, kernel, around);
  }

  /** The attribute {@code kernel_shape}. */
  public static List<Long> kernel(Node node, int axes) {
    if (node.attributes().integers("kernel_shape").isEmpty()) {
      throw node.refuse("lacks the attribute kernel_shape; %s needs it", node.op());
    }
    return new Windows(node, axes).list("kernel_shape", axes, 1);
  }

  private Window window(MapShape map, List<Long> kernel, Border around) {
    List<Long> strides = list("strides", axes, 1);
    List<Long> dilations = list("dilations", axes, 1);
    List<Long> pads = list("pads", 2 * axes, 0);
    String auto = node.attributes().text("auto_pad").orElse("NOTSET");
    if (!auto.equals("NOTSET") && pads.stream().anyMatch(p -> p != 0)) {
      throw node.refuse("has auto_pad %s and pads %s; give one of them", auto, pads);
    }
    boolean ceil = node.attributes().flag("ceil_mode", false);
    int x = axes - 1;
    Axis columns =
        new Axis(
                map.width(),
                kernel.get(x),
                strides.get(x),
                dilations.get(x),
                pads.get(x),
                pads.get(axes + x),
                around.left(),
                around.right())
            .automatic(node, auto)
            .complete(node, ceil);
    Axis rows =
        axes == 1
            ? new Axis(1, 1, 1, 1, 0, 0, 0, 0)
            : new Axis(
                    map.height(),
                    kernel.get(0),
                    strides.get(0),
                    dilations.get(0),
                    pads.get(0),
                    pads.get(2),
                    around.top(),
                    around.bottom())
                .automatic(node, auto)
                .complete(node, ceil);
    if (!rows.beginsInMap() || !columns.beginsInMap()) {
      throw node.refuse(
          "has pads so large that its first window sees nothing but border; make them smaller than"
              + " the kernel");
    }
    return new Window(
        (int) rows.kernel,
        (int) columns.kernel,
        (int) rows.stride,
        (int) columns.stride,
        (int) (rows.begin + rows.before),
        (int) (columns.begin + columns.before),
        (int) (rows.end + rows.after),
        (int) (columns.end + columns.after),
        (int) rows.dilation,
        (int) columns.dilation);
  }

  private List<Long> list(String name, int count, long least) {
    List<Long> list = node.attributes().integers(name).orElse(Collections.nCopies(count, least));
    if (list.size() != count || list.stream().anyMatch(n -> n < least || n > LARGEST)) {
      throw node.refuse(
          "has %s %s; it takes %d numbers from %d to %d for features of %d spatial axes",
          name, list, count, least, LARGEST, axes);
    }
    return list;
  }

  /**
   * One axis.
   *
   * @param size of the map
   * @param kernel positions
   * @param stride from one window to the next
   * @param dilation from one position to the next
   * @param begin border in front that belongs to the window
   * @param end border behind that belongs to the window
   * @param before border in front that a node before has made
   * @param after border behind that a node before has made
   */
  private record Axis(
      long size,
      long kernel,
      long stride,
      long dilation,
      long begin,
      long end,
      long before,
      long after) {

    private Axis with(long newBegin, long newEnd) {
      return new Axis(size, kernel, stride, dilation, newBegin, newEnd, before, after);
    }

    private long whole() {
      return size + before + after;
    }

    private long span() {
      return (kernel - 1) * dilation + 1;
    }

    /** Whether the first window reaches the map: results cannot come before their map does. */
    boolean beginsInMap() {
      long border = begin + before;
      long reached = (border + dilation - 1) / dilation;
      return reached < kernel && reached * dilation - border < size;
    }

    /** With the border that auto_pad asks for. */
    Axis automatic(Node node, String auto) {
      switch (auto) {
        case "NOTSET", "VALID" -> {
          return this;
        }
        case "SAME_UPPER", "SAME_LOWER" -> {
          long outputs = (whole() + stride - 1) / stride;
          long total = Math.max(0, (outputs - 1) * stride + span() - whole());
          long first = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
          return with(first, total - first);
        }
        default ->
            throw node.refuse(
                "has auto_pad '%s'; allowed are NOTSET, VALID, SAME_UPPER and SAME_LOWER",
                Node.shortened(auto));
      }
    }

    /** With the border that a last window needs which does not fit. */
    Axis complete(Node node, boolean ceil) {
      long padded = whole() + begin + end;
      long free = padded - span();
      if (free < 0) {
        throw node.refuse(
            "has a kernel that spans %d of an axis of %d with its border; it must fit",
            span(), padded);
      }
      long rest = free % stride;
      if (!ceil || rest == 0) {
        return this;
      }
      if ((free / stride + 1) * stride >= size + before + begin) {
        throw node.refuse(
            "has ceil_mode 1 and a last window that would start beyond the map; set it to 0");
      }
      return with(begin, end + stride - rest);
    }
  }
}
