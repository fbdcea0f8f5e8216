/** Writes QONNX models: the counterpart of the importer. */
package bitwright.quantize.writer;
