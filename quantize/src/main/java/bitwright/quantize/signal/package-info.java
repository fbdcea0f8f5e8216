/**
 * What the graph computes, tensor by tensor: constants, shapes, and signals, which are monotone
 * functions per feature of the network's input or of a layer's integers.
 */
package bitwright.quantize.signal;
