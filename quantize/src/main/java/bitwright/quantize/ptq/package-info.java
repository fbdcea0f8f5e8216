/** Post-training quantization: from a network of real numbers to one of codes, written as QONNX. */
package bitwright.quantize.ptq;
