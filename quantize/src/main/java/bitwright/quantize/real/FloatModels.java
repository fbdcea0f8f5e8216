package bitwright.quantize.real;

import bitwright.quantize.graph.GraphReader;
import java.util.Set;

/** Tells float networks from quantized ones. */
public final class FloatModels {

  private static final Set<String> QUANTIZERS =
      Set.of(
          "Quant",
          "IntQuant",
          "FloatQuant",
          "BipolarQuant",
          "Trunc",
          "MultiThreshold",
          "QuantizeLinear",
          "DequantizeLinear",
          "DynamicQuantizeLinear",
          "QLinearConv",
          "QLinearMatMul",
          "ConvInteger",
          "MatMulInteger",
          "QGemm");

  private FloatModels() {}

  /**
   * Whether a file holds a network without a quantizer.
   *
   * @param model the bytes of the file
   * @throws bitwright.quantize.ImportException if it is no ONNX file
   */
  public static boolean isFloat(byte[] model) {
    return GraphReader.read(model).nodes().stream()
        .noneMatch(node -> QUANTIZERS.contains(node.op()));
  }
}
