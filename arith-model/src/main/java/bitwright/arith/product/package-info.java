/**
 * Exact products of two codes of any formats as netlists of fabric cells.
 *
 * <p>A product is one row of bits, each a function of a few nets that whoever adds the row absorbs:
 * a multiply-accumulate unit into the look-up tables of its accumulator, a dot product into the
 * first stage of its bit heap.
 */
package bitwright.arith.product;
