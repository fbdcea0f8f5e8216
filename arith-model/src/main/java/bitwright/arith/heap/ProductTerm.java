package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.format.Format;
import bitwright.arith.product.Expression;
import bitwright.arith.product.Product;
import bitwright.arith.product.ProductRow;
import java.util.List;

/**
 * A product of any two formats as one row of a heap.
 *
 * <p>The bits of the row are functions of a few nets, which the heap absorbs: the fewer, the more
 * of them fit one look-up table of the heap, and the more of the product has tables of its own.
 *
 * @param weight the format of the weights
 * @param input the format of the inputs
 * @param absorb the most nets of a bit
 */
record ProductTerm(Format weight, Format input, int absorb) implements DotProductNetlist.Term {
  private static final int LEAST = 2;
  private static final int MOST = 5;

  /** Every way to divide the work between product and heap. */
  static List<DotProductNetlist.Term> all(Format weight, Format input) {
    return java.util.stream.IntStream.rangeClosed(LEAST, MOST)
        .<DotProductNetlist.Term>mapToObj(absorb -> new ProductTerm(weight, input, absorb))
        .toList();
  }

  @Override
  public int add(
      NetlistBuilder builder,
      BitHeap heap,
      List<Net> weightCode,
      List<Net> inputCode,
      Pipeline pipeline) {
    ProductRow row =
        Product.of(weight, input, absorb)
            .row(
                builder,
                weightCode,
                inputCode,
                pipeline.levels(),
                pipeline.lead(),
                pipeline.enable());
    for (int k = 0; k < row.bits().size(); k++) {
      heap.add(k, bit(row.bits().get(k)));
    }
    heap.subtract(row.bits().size(), bit(row.top()));
    heap.add(0, bit(row.carry()));
    return row.latency();
  }

  private static HeapBit bit(Expression expression) {
    return HeapBit.of(expression.table(), expression.nets().toArray(Net[]::new));
  }
}
