package bitwright.quantize;

import static bitwright.quantize.BadInput.graph;
import static bitwright.quantize.BadInput.tensor;

import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.quantize.writer.QonnxBuilder;
import com.google.protobuf.ByteString;
import java.util.List;

/** Models whose tensors are damaged, of the wrong type, or hold no numbers. */
final class BadTensors {

  private BadTensors() {}

  static void addTo(List<BadInput> all) {
    all.add(
        graph(
            "a huge declared shape",
            g -> tensor(g, "w1").clearDims().addDims(1L << 40).addDims(1L << 40),
            "'w1'",
            "2^31"));
    all.add(
        graph(
            "a shape of two thousand million elements",
            g -> tensor(g, "w1").clearDims().addDims(2_000_000_000),
            "'w1'",
            "2000000000 elements",
            "12"));
    all.add(graph("a negative dimension", g -> tensor(g, "w1").setDims(0, -4), "'w1'", "[-4, 3]"));
    all.add(graph("too few elements", g -> tensor(g, "w1").setDims(0, 5), "'w1'", "15", "12"));
    all.add(
        graph(
            "raw bytes of the wrong length",
            g -> tensor(g, "w1").clearFloatData().setRawData(ByteString.copyFrom(new byte[47])),
            "'w1'",
            "48 bytes",
            "47 bytes"));
    all.add(
        graph("an unknown data type", g -> tensor(g, "w1").setDataType(77), "'w1'", "77", "FLOAT"));
    all.add(
        graph(
            "external data",
            g -> tensor(g, "w1").setDataLocation(TensorProto.DataLocation.EXTERNAL),
            "'w1'",
            "outside the file"));
    all.add(
        graph(
            "an input of huge shape",
            g -> g.setInput(0, QonnxBuilder.info("x", 1, 1, 1L << 31, 1L << 31)),
            "'x'",
            "2147483648"));
    all.add(
        graph(
            "an input of wrong rank",
            g -> g.setInput(0, QonnxBuilder.info("x", 1, 4)),
            "'x'",
            "1 dimension"));
    all.add(
        graph(
            "an input of unknown width",
            g -> g.setInput(0, QonnxBuilder.info("x", 1, 1, 0)),
            "'x'",
            "unknown size"));
    all.add(
        graph(
            "an input of doubles",
            g -> g.setInput(0, QonnxBuilder.info("x", 11, 1, 4)),
            "'x'",
            "11",
            "float32"));
    all.add(
        graph("a NaN weight", g -> tensor(g, "w1").setFloatData(5, Float.NaN), "'w1'", "NaN", "5"));
    all.add(
        graph(
            "an infinite weight",
            g -> tensor(g, "w1").setFloatData(7, Float.POSITIVE_INFINITY),
            "'w1'",
            "Infinity",
            "7"));
  }
}
