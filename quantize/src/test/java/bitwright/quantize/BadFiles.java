package bitwright.quantize;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Files that are no ONNX models, or not whole, or of the wrong version. */
final class BadFiles {

  private BadFiles() {}

  static void addTo(List<BadInput> all) {
    byte[] valid = SmallNetwork.builder().bytes();
    all.add(new BadInput("empty file", new byte[0], List.of("empty")));
    all.add(
        new BadInput(
            "text file",
            "# not a model\nat all\n".getBytes(StandardCharsets.UTF_8),
            List.of("not an ONNX model")));
    all.add(
        new BadInput(
            "image file",
            new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
            List.of("not an ONNX model")));
    all.add(new BadInput("zeros", new byte[4096], List.of("not an ONNX model")));
    for (int percent : new int[] {1, 10, 30, 50, 70, 90, 99}) {
      int length = valid.length * percent / 100;
      all.add(
          new BadInput(
              "cut off at " + percent + " per cent",
              Arrays.copyOf(valid, length),
              List.of("cut off")));
    }
    all.add(
        new BadInput(
            "a model without a graph",
            ModelProto.newBuilder().setIrVersion(8).build().toByteArray(),
            List.of("no ONNX graph")));
    all.add(
        new BadInput(
            "no operator version",
            SmallNetwork.builder().model().toBuilder().clearOpsetImport().build().toByteArray(),
            List.of("opset_import")));
    all.add(
        new BadInput(
            "ancient", SmallNetwork.builder().opset(3).bytes(), List.of("version 3", "7")));
    all.add(
        new BadInput(
            "from the future", SmallNetwork.builder().opset(99).bytes(), List.of("99", "25")));
  }
}
