package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import java.util.List;

/**
 * The sum of a heap, built.
 *
 * @param sum its bits, the lowest first
 * @param latency the enabled clocks from the bits of the heap to the sum
 */
public record HeapSum(List<Net> sum, int latency) {

  /** Keeps a copy of the list. */
  public HeapSum {
    sum = List.copyOf(sum);
  }
}
