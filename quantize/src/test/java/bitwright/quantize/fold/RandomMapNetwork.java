package bitwright.quantize.fold;

import static bitwright.quantize.writer.QonnxBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random network of feature maps with branches, built as a graph and computed as it is built.
 *
 * <p>All parameters are short binary fractions and windows of averages have 1, 2, 4 … positions, so
 * that doubles hold every number.
 */
final class RandomMapNetwork {

  /** A tensor of the graph; a coded one comes out of a quantizer. */
  private record Tensor(String name, Maps maps, boolean coded, boolean flat) {

    Tensor(String name, Maps maps, boolean coded) {
      this(name, maps, coded, false);
    }
  }

  private final Random random;
  private final QonnxBuilder builder = new QonnxBuilder();
  private final List<Tensor> tensors = new ArrayList<>();
  private final boolean line;
  private final Maps input;
  private final double planted;
  private final double[][] outputs;
  private int nodes;

  /**
   * A network.
   *
   * @param images how many images it computes
   * @param planted added to what every convolution computes, but not in the graph
   */
  RandomMapNetwork(long seed, int images, double planted) {
    random = new Random(seed);
    this.planted = planted;
    line = random.nextInt(5) == 0;
    int height = line ? 1 : 1 + random.nextInt(6);
    int width = 1 + random.nextInt(6);
    input =
        Maps.of(
            images,
            1 + random.nextInt(3),
            height,
            width,
            (i, c, y, x) -> (random.nextInt(65) - 32) / 8.0);
    long[] dims =
        line
            ? new long[] {1, input.channels(), width}
            : new long[] {1, input.channels(), height, width};
    Tensor x = new Tensor(builder.input("x", dims), input, false);
    if (random.nextInt(3) == 0) {
      x = affine(x);
    }
    if (random.nextInt(8) == 0) {
      x = maximum(x);
    }
    Tensor last = quantized(x);
    tensors.add(last);
    int steps = 1 + random.nextInt(6);
    for (int step = 0; step < steps; step++) {
      last = step(random.nextInt(3) == 0 ? pick(tensors) : last);
      tensors.add(last);
    }
    Tensor score = random.nextInt(4) == 0 ? last : dense(last);
    if (random.nextBoolean()) {
      score = affine(score);
    }
    builder.output(score.name, 1, 0);
    outputs = score.maps.values();
  }

  byte[] bytes() {
    return builder.bytes();
  }

  float[] inputs() {
    float[] all = new float[input.images() * input.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) input.values()[i / input.size()][i % input.size()];
    }
    return all;
  }

  double[][] outputs() {
    return outputs;
  }

  /** A layer or two and a quantizer. */
  private Tensor step(Tensor x) {
    Tensor y =
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> convolution(x);
          case 4, 5 -> maximum(x);
          case 6 -> average(x);
          case 7, 8 -> sum(x);
          case 9 -> joined(x);
          case 10 -> line ? repeated(x) : laidOut(x);
          default -> repeated(x);
        };
    if (!y.coded && random.nextInt(5) == 0) {
      y = maximum(y);
    }
    if (random.nextInt(3) == 0 && !y.coded) {
      y = affine(y);
    }
    if (random.nextInt(3) == 0) {
      y = relu(y);
    }
    if (random.nextInt(5) == 0) {
      y = turned(y);
    }
    if (random.nextInt(6) == 0) {
      tensors.add(quantized(y));
    }
    return !y.coded || random.nextInt(3) == 0 ? quantized(y) : y;
  }

  private Tensor convolution(Tensor x) {
    Maps m = x.maps;
    int groups = m.channels() % 2 == 0 && random.nextInt(3) == 0 ? 2 : 1;
    groups = random.nextInt(4) == 0 ? m.channels() : groups;
    int rows = groups << random.nextInt(m.size() > 60 ? 2 : 3);
    int perGroup = m.channels() / groups;
    int rowsPerGroup = rows / groups;
    Sliding w = Sliding.random(random, m.height(), m.width(), true);
    int size = perGroup * w.positions();
    float[] weights = new float[rows * size];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextInt(7) - 3) / 2f;
    }
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      bias[i] = (random.nextInt(17) - 8) / 4f;
    }
    String id = name();
    boolean padNode = random.nextInt(3) == 0;
    String in = padNode ? pad(x.name, w) : x.name;
    int[] k = w.kernel();
    String latent =
        line
            ? builder.floats(id + "_w", weights, rows, perGroup, k[1])
            : builder.floats(id + "_w", weights, rows, perGroup, k[0], k[1]);
    String q = builder.quant(id + "_q", latent, builder.scalar(id + "_s", 0.5f), 3, true, true);
    List<AttributeProto> attributes = w.attributes(line, !padNode);
    attributes.add(attribute("group", groups));
    String y =
        builder.node(
            "Conv",
            id,
            List.of(in, q, builder.floats(id + "_b", bias, rows)),
            attributes.toArray(AttributeProto[]::new));
    Maps sums =
        m.windows(
            w,
            rows,
            (i, r, oy, ox) -> {
              double sum = bias[r] + planted;
              for (int c = 0; c < perGroup; c++) {
                for (int ky = 0; ky < k[0]; ky++) {
                  for (int kx = 0; kx < k[1]; kx++) {
                    double value =
                        m.at(
                            i, r / rowsPerGroup * perGroup + c, w.row(oy, ky), w.column(ox, kx), 0);
                    sum += weights[((r * perGroup + c) * k[0] + ky) * k[1] + kx] * value;
                  }
                }
              }
              return sum;
            });
    return new Tensor(y, sums, false);
  }

  private String pad(String x, Sliding w) {
    int[] p = w.pads();
    long[] all =
        line
            ? new long[] {0, 0, p[1], 0, 0, p[3]}
            : new long[] {0, 0, p[0], p[1], 0, 0, p[2], p[3]};
    String id = name();
    return builder.node("Pad", id, List.of(x, builder.longs(id + "_p", all, all.length)));
  }

  private Tensor maximum(Tensor x) {
    Maps m = x.maps;
    Sliding w = Sliding.random(random, m.height(), m.width(), true);
    if (!fills(w, m.height(), 0) || !fills(w, m.width(), 1)) {
      return x;
    }
    String y =
        builder.node(
            "MaxPool",
            name(),
            List.of(x.name),
            w.attributes(line, true).toArray(AttributeProto[]::new));
    return new Tensor(
        y,
        m.windows(
            w,
            m.channels(),
            (i, c, oy, ox) -> {
              double best = Double.NEGATIVE_INFINITY;
              for (int ky = 0; ky < w.kernel()[0]; ky++) {
                for (int kx = 0; kx < w.kernel()[1]; kx++) {
                  best = Math.max(best, m.at(i, c, w.row(oy, ky), w.column(ox, kx), best));
                }
              }
              return best;
            }),
        x.coded);
  }

  private static boolean fills(Sliding w, int size, int axis) {
    for (int o = 0; o < w.outputs(size, axis); o++) {
      boolean filled = false;
      for (int k = 0; k < w.kernel()[axis]; k++) {
        int at = axis == 0 ? w.row(o, k) : w.column(o, k);
        filled |= at >= 0 && at < size;
      }
      if (!filled) {
        return false;
      }
    }
    return true;
  }

  private Tensor average(Tensor x) {
    Maps m = x.maps;
    boolean global = Integer.bitCount(m.height() * m.width()) == 1 && random.nextBoolean();
    Sliding w =
        global
            ? new Sliding(
                new int[] {m.height(), m.width()}, new int[] {1, 1}, new int[] {1, 1}, new int[4])
            : Sliding.random(random, m.height(), m.width(), true);
    if (Integer.bitCount(w.positions()) != 1) {
      return maximum(x);
    }
    List<AttributeProto> attributes = w.attributes(line, true);
    attributes.add(attribute("count_include_pad", 1));
    String y =
        global
            ? builder.node("GlobalAveragePool", name(), List.of(x.name))
            : builder.node(
                "AveragePool", name(), List.of(x.name), attributes.toArray(AttributeProto[]::new));
    return new Tensor(
        y,
        m.windows(
            w,
            m.channels(),
            (i, c, oy, ox) -> {
              double sum = 0;
              for (int ky = 0; ky < w.kernel()[0]; ky++) {
                for (int kx = 0; kx < w.kernel()[1]; kx++) {
                  sum += m.at(i, c, w.row(oy, ky), w.column(ox, kx), 0);
                }
              }
              return sum / w.positions();
            }),
        false);
  }

  private Tensor sum(Tensor x) {
    List<Tensor> alike = tensors.stream().filter(t -> t.maps.hasShapeOf(x.maps)).toList();
    Tensor other = alike.isEmpty() || random.nextInt(3) == 0 ? quantized(x) : pick(alike);
    boolean minus = random.nextInt(4) == 0;
    String y = builder.node(minus ? "Sub" : "Add", name(), List.of(x.name, other.name));
    Maps m = x.maps;
    Maps sums =
        Maps.of(
            m.images(),
            m.channels(),
            m.height(),
            m.width(),
            (i, c, r, k) -> m.at(i, c, r, k) + (minus ? -1 : 1) * other.maps.at(i, c, r, k));
    return new Tensor(y, sums, false);
  }

  private Tensor joined(Tensor x) {
    List<Tensor> alike =
        tensors.stream()
            .filter(t -> t.maps.height() == x.maps.height() && t.maps.width() == x.maps.width())
            .toList();
    return joined(x, alike.isEmpty() ? quantized(x) : pick(alike));
  }

  private Tensor joined(Tensor x, Tensor other) {
    Maps m = x.maps;
    Maps o = other.maps;
    String y = builder.node("Concat", name(), List.of(x.name, other.name), attribute("axis", 1));
    Maps both =
        Maps.of(
            m.images(),
            m.channels() + o.channels(),
            m.height(),
            m.width(),
            (i, c, r, k) -> c < m.channels() ? m.at(i, c, r, k) : o.at(i, c - m.channels(), r, k));
    return new Tensor(y, both, false);
  }

  private Tensor repeated(Tensor x) {
    Maps m = x.maps;
    int rows = line ? 1 : 1 + random.nextInt(2);
    int columns = 1 + random.nextInt(3);
    if (m.size() * rows * columns > 400) {
      return convolution(x);
    }
    String id = name();
    boolean corners = random.nextBoolean();
    float[] scales = line ? new float[] {1, 1, columns} : new float[] {1, 1, rows, columns};
    String s = builder.floats(id + "_s", scales, scales.length);
    String y =
        builder.node(
            "Resize",
            id,
            List.of(x.name, "", s),
            attribute("mode", "nearest"),
            attribute("coordinate_transformation_mode", corners ? "asymmetric" : "half_pixel"),
            attribute("nearest_mode", corners ? "floor" : "round_prefer_floor"));
    return new Tensor(
        y,
        Maps.of(
            m.images(),
            m.channels(),
            m.height() * rows,
            m.width() * columns,
            (i, c, r, k) -> m.at(i, c, r / rows, k / columns)),
        x.coded);
  }

  private Tensor laidOut(Tensor x) {
    Maps m = x.maps;
    if (m.channels() % 4 != 0) {
      Tensor wider = quantized(joined(joined(x, x), joined(x, x)));
      return m.size() > 100 ? convolution(x) : laidOut(wider);
    }
    boolean crd = random.nextBoolean();
    int channels = m.channels() / 4;
    String y =
        builder.node(
            "DepthToSpace",
            name(),
            List.of(x.name),
            attribute("blocksize", 2),
            attribute("mode", crd ? "CRD" : "DCR"));
    return new Tensor(
        y,
        Maps.of(
            m.images(),
            channels,
            m.height() * 2,
            m.width() * 2,
            (i, c, r, k) -> {
              int position = r % 2 * 2 + k % 2;
              return m.at(i, crd ? c * 4 + position : position * channels + c, r / 2, k / 2);
            }),
        x.coded);
  }

  private Tensor relu(Tensor x) {
    String y = builder.node("Relu", name(), List.of(x.name));
    return new Tensor(y, x.maps.map((c, v) -> Math.max(v, 0)), x.coded);
  }

  /** Factor and offset per channel, the factor seldom negative. */
  private Tensor affine(Tensor x) {
    int channels = x.maps.channels();
    float[] factor = new float[channels];
    float[] offset = new float[channels];
    boolean falls = random.nextInt(4) == 0;
    for (int c = 0; c < channels; c++) {
      factor[c] = (falls && random.nextBoolean() ? -1 : 1) * (random.nextBoolean() ? 0.5f : 1);
      offset[c] = (random.nextInt(9) - 4) / 4f;
    }
    String id = name();
    long[] dims = dims(x, channels);
    String y = builder.node("Mul", id, List.of(x.name, builder.floats(id + "_f", factor, dims)));
    y = builder.node("Add", id + "a", List.of(y, builder.floats(id + "_o", offset, dims)));
    return new Tensor(y, x.maps.map((c, v) -> v * factor[c] + offset[c]), false, x.flat);
  }

  private long[] dims(Tensor x, int channels) {
    if (x.flat) {
      return new long[] {channels};
    }
    return line ? new long[] {channels, 1} : new long[] {channels, 1, 1};
  }

  /** There and back: channels last, and first again. */
  private Tensor turned(Tensor x) {
    List<Long> there = line ? List.of(0L, 2L, 1L) : List.of(0L, 2L, 3L, 1L);
    List<Long> back = line ? List.of(0L, 2L, 1L) : List.of(0L, 3L, 1L, 2L);
    String y = builder.node("Transpose", name(), List.of(x.name), attribute("perm", there));
    y = builder.node("Relu", name(), List.of(y));
    y = builder.node("Transpose", name(), List.of(y), attribute("perm", back));
    return new Tensor(y, x.maps.map((c, v) -> Math.max(v, 0)), x.coded);
  }

  private Tensor quantized(Tensor x) {
    String id = name();
    float scale = Math.scalb(1f, random.nextInt(3) - 1);
    String s = builder.scalar(id + "_s", scale);
    if (random.nextInt(5) == 0) {
      String y = builder.bipolar(id, x.name, s);
      return new Tensor(y, x.maps.map((c, v) -> v >= 0 ? scale : -scale), true);
    }
    if (random.nextInt(6) == 0) {
      int zero = random.nextInt(4);
      String z = builder.raw(id + "_z", 2, new byte[] {(byte) zero});
      String y = builder.node("QuantizeLinear", id, List.of(x.name, s, z));
      y = builder.node("DequantizeLinear", id + "_d", List.of(y, s, z));
      return new Tensor(
          y,
          x.maps.map(
              (c, v) -> (Math.max(0, Math.min(255, Math.rint(v / scale) + zero)) - zero) * scale),
          true);
    }
    int bits = 2 + random.nextInt(3);
    boolean signed = random.nextBoolean();
    int zero = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
    String y =
        builder.node(
            QonnxBuilder.QONNX,
            "Quant",
            id,
            List.of(x.name, s, builder.scalar(id + "_z", zero), builder.scalar(id + "_n", bits)),
            attribute("signed", signed ? 1 : 0),
            attribute("narrow", 0),
            attribute("rounding_mode", "ROUND"));
    int low = signed ? -(1 << bits - 1) : 0;
    int high = low + (1 << bits) - 1;
    return new Tensor(
        y,
        x.maps.map(
            (c, v) -> (Math.max(low, Math.min(high, Math.rint(v / scale + zero))) - zero) * scale),
        true);
  }

  private Tensor dense(Tensor x) {
    Maps m = x.maps;
    int rows = 2 + random.nextInt(4);
    float[] weights = new float[m.size() * rows];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(7) - 3;
    }
    String in = x.name;
    boolean last = random.nextBoolean();
    if (last) {
      List<Long> there = line ? List.of(0L, 2L, 1L) : List.of(0L, 2L, 3L, 1L);
      in = builder.node("Transpose", name(), List.of(in), attribute("perm", there));
    }
    in = builder.node("Flatten", name(), List.of(in));
    String id = name();
    String latent = builder.floats(id + "_w", weights, m.size(), rows);
    String q = builder.quant(id + "_q", latent, builder.scalar(id + "_s", 1), 3, true, true);
    String y = builder.node("MatMul", id, List.of(in, q));
    return new Tensor(
        y,
        Maps.of(
            m.images(),
            rows,
            1,
            1,
            (i, r, unused, none) -> {
              double sum = 0;
              for (int j = 0; j < m.size(); j++) {
                int pixels = m.height() * m.width();
                int from = last ? j % m.channels() * pixels + j / m.channels() : j;
                sum += weights[j * rows + r] * m.values()[i][from];
              }
              return sum;
            }),
        false,
        true);
  }

  private String name() {
    return "node" + nodes++;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
