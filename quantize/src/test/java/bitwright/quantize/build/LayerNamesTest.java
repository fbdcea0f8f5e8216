package bitwright.quantize.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.quantize.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are short Verilog identifiers, each once. */
class LayerNamesTest {

  @ParameterizedTest
  @CsvSource({
    "MatMul_16, matmul_16", "/Gemm, gemm", "/features/3/MatMul, features_3_matmul", "16, n16",
    "wire, wire_2", "'', matmul_out_1", "'+ +', matmul_out_1", "Straße.1, stra_e_1",
    "/model/transformer/block/dense/MatMul, block_dense_matmul"
  })
  void madeOfTheNode(String node, String name) {
    assertEquals(name, new LayerNames("network").next(node(node)));
  }

  @Test
  void eachOnceAndNotTheNetworks() {
    LayerNames names = new LayerNames("gemm");
    assertEquals("gemm_2", names.weighted(node("gemm")));
    assertEquals("gemm_3", names.weighted(node("Gemm")));
    assertEquals("dense", names.weighted(node("dense")));
    assertEquals(List.of("gemm_2", "gemm_3", "dense"), names.weighted());
  }

  @ParameterizedTest
  @CsvSource({
    "digits-xnor.onnx, digits_xnor", "TFC_1W1A.onnx, tfc_1w1a", "2nets.v1.onnx, n2nets_v1",
    "module.onnx, network", "....onnx, network", ".onnx, onnx"
  })
  void networksAreNamedAfterTheirFile(String file, String name) {
    assertEquals(name, LayerNames.network(file));
    assertTrue(name.matches("[A-Za-z][A-Za-z0-9_]*"));
  }

  private static Node node(String name) {
    return new Node("", "MatMul", name, List.of(), List.of("out_1"), null, 13);
  }
}
