package bitwright.quantize.fold;

import static bitwright.quantize.writer.QonnxBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random window.
 *
 * @param kernel rows, columns
 * @param stride rows, columns
 * @param dilation rows, columns
 * @param pads top, left, bottom, right
 */
record Sliding(int[] kernel, int[] stride, int[] dilation, int[] pads) {

  /** One that fits a map; on a map of one row it is one-dimensional. */
  static Sliding random(Random random, int height, int width, boolean padded) {
    int[] size = {height, width};
    int[] kernel = new int[2];
    int[] stride = new int[2];
    int[] dilation = {1, 1};
    int[] pads = new int[4];
    for (int axis = 0; axis < 2; axis++) {
      boolean flat = size[axis] == 1;
      kernel[axis] = flat ? 1 : 1 + random.nextInt(Math.min(3, size[axis]));
      stride[axis] = flat ? 1 : 1 + random.nextInt(2);
      if ((kernel[axis] - 1) * 2 < size[axis] && random.nextInt(4) == 0) {
        dilation[axis] = flat ? 1 : 2;
      }
      if (padded && !flat) {
        pads[axis] = random.nextInt(kernel[axis]);
        pads[axis + 2] = random.nextInt(kernel[axis]);
      }
    }
    return new Sliding(kernel, stride, dilation, pads);
  }

  int outputs(int size, int axis) {
    int span = (kernel[axis] - 1) * dilation[axis] + 1;
    return (size + pads[axis] + pads[axis + 2] - span) / stride[axis] + 1;
  }

  int row(int oy, int ky) {
    return oy * stride[0] - pads[0] + ky * dilation[0];
  }

  int column(int ox, int kx) {
    return ox * stride[1] - pads[1] + kx * dilation[1];
  }

  int positions() {
    return kernel[0] * kernel[1];
  }

  /** The node's attributes; without pads where a node before makes them. */
  List<AttributeProto> attributes(boolean line, boolean withPads) {
    List<AttributeProto> list = new ArrayList<>();
    list.add(attribute("kernel_shape", longs(line, kernel)));
    list.add(attribute("strides", longs(line, stride)));
    list.add(attribute("dilations", longs(line, dilation)));
    if (withPads) {
      list.add(
          attribute(
              "pads",
              line
                  ? List.of((long) pads[1], (long) pads[3])
                  : List.of((long) pads[0], (long) pads[1], (long) pads[2], (long) pads[3])));
    }
    return list;
  }

  private static List<Long> longs(boolean line, int[] pair) {
    return line ? List.of((long) pair[1]) : List.of((long) pair[0], (long) pair[1]);
  }
}
