package bitwright.oracle;

import bitwright.oracle.GraphFile.Node;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the windows of a convolution or pooling lie, in any number of spatial dimensions, the last
 * fastest.
 *
 * <p>Along one dimension of n elements, the window of output o covers the elements o·stride − begin
 * + i·dilation for i from 0 to kernel − 1; those outside 0 … n − 1 are padding.
 */
final class Windows {

  private final int[] in;
  private final int[] kernel;
  private final int[] stride;
  private final int[] dilation;
  private final int[] begin;
  private final int[] end;
  private final int[] out;

  /**
   * The windows of a node.
   *
   * @param in the spatial dimensions of its input
   * @param kernel those of its window
   */
  Windows(Node node, int[] in, int[] kernel) {
    int rank = in.length;
    this.in = in;
    this.kernel = kernel;
    stride = list(node, "strides", rank, 1);
    dilation = list(node, "dilations", rank, 1);
    int[] pads = list(node, "pads", 2 * rank, 0);
    begin = Arrays.copyOf(pads, rank);
    end = Arrays.copyOfRange(pads, rank, 2 * rank);
    out = new int[rank];
    String auto = node.text("auto_pad", "NOTSET");
    boolean ceil = node.integer("ceil_mode", 0) == 1;
    for (int d = 0; d < rank; d++) {
      int extent = (kernel[d] - 1) * dilation[d] + 1;
      if (auto.startsWith("SAME")) {
        out[d] = ceilDiv(in[d], stride[d]);
        int total = Math.max(0, (out[d] - 1) * stride[d] + extent - in[d]);
        boolean upper = auto.equals("SAME_UPPER");
        end[d] = upper ? total - total / 2 : total / 2;
        begin[d] = total - end[d];
      } else {
        if (auto.equals("VALID")) {
          begin[d] = 0;
          end[d] = 0;
        }
        int steps = in[d] + begin[d] + end[d] - extent;
        out[d] = 1 + (ceil ? ceilDiv(steps, stride[d]) : Math.floorDiv(steps, stride[d]));
        if (ceil && (out[d] - 1) * stride[d] >= in[d] + begin[d]) {
          out[d]--;
        }
      }
    }
  }

  private static int[] list(Node node, String name, int count, int otherwise) {
    if (!node.has(name)) {
      return IntStream.generate(() -> otherwise).limit(count).toArray();
    }
    return node.integers(name).stream().mapToInt(Math::toIntExact).toArray();
  }

  private static int ceilDiv(int x, int y) {
    return -Math.floorDiv(-x, y);
  }

  /** The spatial dimensions of the output. */
  int[] out() {
    return out;
  }

  int outputs() {
    return Tensor.size(out);
  }

  int size() {
    return Tensor.size(kernel);
  }

  /** The flat position in the input of an element of a window; −1 in the padding. */
  int position(int output, int element) {
    int flat = 0;
    int scale = 1;
    for (int d = in.length - 1; d >= 0; d--) {
      int x = coordinate(d, output, element);
      if (x < 0 || x >= in[d]) {
        return -1;
      }
      flat += x * scale;
      scale *= in[d];
    }
    return flat;
  }

  /** Whether an element lies in the input or its padding, not beyond as windows may when ceiled. */
  boolean isWithinPads(int output, int element) {
    return IntStream.range(0, in.length)
        .allMatch(d -> coordinate(d, output, element) < in[d] + end[d]);
  }

  private int coordinate(int d, int output, int element) {
    int o = output;
    int k = element;
    for (int i = in.length - 1; i > d; i--) {
      o /= out[i];
      k /= kernel[i];
    }
    return o % out[d] * stride[d] - begin[d] + k % kernel[d] * dilation[d];
  }
}
