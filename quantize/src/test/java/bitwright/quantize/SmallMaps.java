package bitwright.quantize;

import static bitwright.quantize.writer.QonnxBuilder.attribute;

import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;

/** A small valid network with every operator on maps, which bad inputs are made of. */
final class SmallMaps {

  private SmallMaps() {}

  static QonnxBuilder builder() {
    QonnxBuilder b = new QonnxBuilder();
    b.input("x", 1, 2, 6, 6);
    b.scalar("scale", 0.5f);
    String x = b.quant("in", "x", "scale", 4, true, false);
    String pads = b.longs("pads", new long[] {0, 0, 1, 1, 0, 0, 0, 0}, 8);
    String y = b.node("Pad", "pad", List.of(x, pads));
    y =
        b.node(
            "Conv",
            "first",
            List.of(y, weights(b, "w1", 4, 1, 3, 3), b.floats("bias", new float[] {1, 0, 2, 1}, 4)),
            attribute("group", 2),
            attribute("kernel_shape", List.of(3L, 3L)),
            attribute("dilations", List.of(1L, 1L)),
            attribute("pads", List.of(0L, 0L, 1L, 1L)));
    y =
        b.node(
            "MaxPool",
            "maximum",
            List.of(y),
            attribute("kernel_shape", List.of(2L, 2L)),
            attribute("strides", List.of(2L, 2L)),
            attribute("ceil_mode", 1));
    y = b.node("Mul", "factor", List.of(y, b.floats("k", new float[] {1, 2, 1, 2}, 4, 1, 1)));
    y = b.quant("mid", b.node("Relu", "relu", List.of(y)), "scale", 4, false, false);
    String z = b.node("Conv", "second", List.of(y, weights(b, "w2", 4, 4, 1, 1)));
    z = b.quant("side", z, b.scalar("wide", 1), 4, true, false);
    y = b.quant("sum", b.node("Add", "add", List.of(z, y)), "scale", 4, false, false);
    y = b.node("Concat", "join", List.of(y, y), attribute("axis", 1));
    y =
        b.node(
            "DepthToSpace", "lay", List.of(y), attribute("blocksize", 2), attribute("mode", "CRD"));
    y =
        b.node(
            "Resize",
            "twice",
            List.of(y, "", b.floats("factors", new float[] {1, 1, 2, 1}, 4)),
            attribute("mode", "nearest"),
            attribute("coordinate_transformation_mode", "asymmetric"),
            attribute("nearest_mode", "floor"));
    y =
        b.node(
            "AveragePool",
            "average",
            List.of(y),
            attribute("kernel_shape", List.of(3L, 3L)),
            attribute("strides", List.of(3L, 2L)));
    y = b.quant("last", y, "scale", 4, false, false);
    y = b.node("Transpose", "turn", List.of(y), attribute("perm", List.of(0L, 2L, 3L, 1L)));
    y = b.node("Flatten", "flat", List.of(y));
    b.output(b.node("MatMul", "dense", List.of(y, weights(b, "w3", 16, 2))), 1, 2);
    return b;
  }

  private static String weights(QonnxBuilder b, String name, long... shape) {
    int size = 1;
    for (long dim : shape) {
      size *= (int) dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i * 5 % 7 - 3) / 2f;
    }
    return b.quant(name + "_quant", b.floats(name, values, shape), "scale", 3, true, true);
  }
}
