package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.List;

/**
 * A carry chain: position k has {@code sum = s ^ carry} and passes on {@code s ? carry : di}.
 *
 * <p>It stands for as many CARRY4 or CARRY8 as its length needs. An s that a look-up table computes
 * is the O6 of the table beside the position, whose O5 may be the di; an s that is a plain wire or
 * a constant costs no look-up table, as Yosys counts.
 *
 * @param carryIn the carry into position 0
 * @param s the propagate of each position
 * @param di the bit generated at each position if it does not propagate
 * @param sums the sum of each position
 * @param carries the carry out of each position
 */
public record CarryChain(Net carryIn, List<Net> s, List<Net> di, List<Net> sums, List<Net> carries)
    implements Cell {

  /** Checks that every position is complete. */
  public CarryChain {
    s = List.copyOf(s);
    di = List.copyOf(di);
    sums = List.copyOf(sums);
    carries = List.copyOf(carries);
    int n = s.size();
    if (n == 0 || di.size() != n || sums.size() != n || carries.size() != n) {
      throw new IllegalArgumentException(
          "a carry chain of %d, %d, %d and %d nets a position; all must be as many, at least 1"
              .formatted(n, di.size(), sums.size(), carries.size()));
    }
  }

  /** The number of positions. */
  public int length() {
    return s.size();
  }

  @Override
  public List<Net> reads() {
    List<Net> reads = new ArrayList<>();
    reads.add(carryIn);
    reads.addAll(s);
    reads.addAll(di);
    return reads;
  }

  @Override
  public List<Net> drives() {
    List<Net> drives = new ArrayList<>(sums);
    drives.addAll(carries);
    return drives;
  }
}
