/** Reads QONNX and ONNX files into exact networks. */
package bitwright.quantize;
