/**
 * The structure that all arithmetics share: streams and their queues and width converters, the
 * input buffer, the matrix-vector unit with its threshold search, and the chain of units behind
 * AXI4-Stream.
 */
package bitwright.hw.engine;
