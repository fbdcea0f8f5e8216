/** Exact dot products of codes: kernels chosen by the proven width of the accumulator. */
package bitwright.arith.dot;
