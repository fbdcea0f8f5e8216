package bitwright.training.qonnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The operators that look at a feature map [1,C,H,W] through a window, from their definitions.
 *
 * <p>Windows are those of the attributes {@code kernel_shape}, {@code strides} and {@code pads};
 * places that would reach over the last row or column are left out.
 */
final class WindowOperators {

  private WindowOperators() {}

  /** Values per channel in the shape that repeats them over the map, or the vectors, of x. */
  static Tensor alongChannels(Tensor values, Tensor x) {
    return x.rank() == 2 ? values : values.reshaped(values.size(), 1, 1);
  }

  /** {@code Conv}: x, weights [N,C/groups,k,k], a bias [N] if there is one. */
  static Tensor convolution(List<Tensor> in, Map<String, AttributeProto> attributes) {
    Tensor x = in.get(0);
    Tensor weights = in.get(1);
    int outputs = weights.dimension(0);
    int depth = weights.dimension(1);
    int groups = attributes.containsKey("group") ? (int) attributes.get("group").getI() : 1;
    Geometry map = new Geometry(x, attributes);
    int[][] pixels = map.pixelsByTap();
    double[] result = new double[outputs * map.places()];
    for (int n = 0; n < outputs && in.size() > 2; n++) {
      Arrays.fill(result, n * map.places(), (n + 1) * map.places(), in.get(2).at(n));
    }
    double[] seen = new double[map.places()];
    for (int channel = 0; channel < depth * groups; channel++) {
      int firstOutput = channel / depth * (outputs / groups);
      for (int tap = 0; tap < map.taps(); tap++) {
        for (int place = 0; place < seen.length; place++) {
          int pixel = pixels[tap][place];
          seen[place] = pixel < 0 ? 0 : x.at(channel * map.pixels() + pixel);
        }
        for (int n = firstOutput; n < firstOutput + outputs / groups; n++) {
          double weight = weights.at((n * depth + channel % depth) * map.taps() + tap);
          accumulate(result, n * map.places(), weight, seen);
        }
      }
    }
    return new Tensor(result, 1, outputs, map.outputHeight(), map.outputWidth());
  }

  private static void accumulate(double[] sums, int from, double weight, double[] values) {
    for (int i = 0; i < values.length; i++) {
      sums[from + i] += weight * values[i];
    }
  }

  /** {@code MaxPool}; the border is below every value. */
  static Tensor maximum(Tensor x, Map<String, AttributeProto> attributes) {
    return pooled(x, attributes, values -> values.max().orElseThrow());
  }

  /** {@code AveragePool}; the border is not counted. */
  static Tensor average(Tensor x, Map<String, AttributeProto> attributes) {
    return pooled(x, attributes, values -> values.average().orElseThrow());
  }

  private static Tensor pooled(
      Tensor x, Map<String, AttributeProto> attributes, ToDoubleFunction<DoubleStream> rule) {
    Geometry map = new Geometry(x, attributes);
    int[][] pixels = map.pixelsByTap();
    double[] result = new double[x.dimension(1) * map.places()];
    for (int i = 0; i < result.length; i++) {
      int place = i % map.places();
      int channel = i / map.places() * map.pixels();
      result[i] =
          rule.applyAsDouble(
              Arrays.stream(pixels)
                  .mapToInt(places -> places[place])
                  .filter(pixel -> pixel >= 0)
                  .mapToDouble(pixel -> x.at(channel + pixel)));
    }
    return new Tensor(result, 1, x.dimension(1), map.outputHeight(), map.outputWidth());
  }

  /** {@code GlobalAveragePool}: [1,C,H,W] to [1,C,1,1]. */
  static Tensor globalAverage(Tensor x) {
    int channels = x.dimension(1);
    int pixels = x.size() / channels;
    double[] result = new double[channels];
    for (int i = 0; i < x.size(); i++) {
      result[i / pixels] += x.at(i);
    }
    for (int c = 0; c < channels; c++) {
      result[c] /= pixels;
    }
    return new Tensor(result, 1, channels, 1, 1);
  }

  /** Where the elements under a window lie. */
  private record Geometry(
      int height, int width, List<Long> kernel, List<Long> strides, List<Long> pads) {

    Geometry(Tensor x, Map<String, AttributeProto> attributes) {
      this(
          x.dimension(2),
          x.dimension(3),
          attributes.get("kernel_shape").getIntsList(),
          integers(attributes, "strides", List.of(1L, 1L)),
          integers(attributes, "pads", List.of(0L, 0L, 0L, 0L)));
    }

    private static List<Long> integers(
        Map<String, AttributeProto> attributes, String name, List<Long> otherwise) {
      return attributes.containsKey(name) ? attributes.get(name).getIntsList() : otherwise;
    }

    int outputHeight() {
      return (int) ((height + pads.get(0) + pads.get(2) - kernel.get(0)) / strides.get(0) + 1);
    }

    int outputWidth() {
      return (int) ((width + pads.get(1) + pads.get(3) - kernel.get(1)) / strides.get(1) + 1);
    }

    int places() {
      return outputHeight() * outputWidth();
    }

    int taps() {
      return (int) (kernel.get(0) * kernel.get(1));
    }

    int pixels() {
      return height * width;
    }

    /** The index of the pixel under each tap of the window at each place, -1 over the border. */
    int[][] pixelsByTap() {
      int[][] pixels = new int[taps()][places()];
      for (int tap = 0; tap < taps(); tap++) {
        for (int place = 0; place < places(); place++) {
          pixels[tap][place] = pixel(place, tap);
        }
      }
      return pixels;
    }

    private int pixel(int place, int tap) {
      int kernelWidth = kernel.get(1).intValue();
      long row = place / outputWidth() * strides.get(0) + tap / kernelWidth - pads.get(0);
      long column = place % outputWidth() * strides.get(1) + tap % kernelWidth - pads.get(1);
      boolean inside = row >= 0 && row < height && column >= 0 && column < width;
      return inside ? (int) (row * width + column) : -1;
    }
  }
}
