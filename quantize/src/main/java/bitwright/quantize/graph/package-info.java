/** The ONNX graph as immutable, validated values in topological order. */
package bitwright.quantize.graph;
