/**
 * Bit heaps: sums of many weighted bits, compressed by look-up tables and carry chains.
 *
 * <p>A dot product is one heap of all bits of all its partial products, so nothing is added that a
 * single adder tree would carry to full width only to add again.
 */
package bitwright.arith.heap;
