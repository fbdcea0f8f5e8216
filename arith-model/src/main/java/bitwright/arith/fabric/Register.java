package bitwright.arith.fabric;

import java.util.List;

/**
 * A flip-flop of the one clock (FDRE), 0 at power-up: at a clock edge q becomes 0 if reset is 1,
 * else d if enable is 1.
 *
 * @param d the next value
 * @param enable the clock enable
 * @param reset the synchronous reset, which wins over the enable
 * @param q the value
 */
public record Register(Net d, Net enable, Net reset, Net q) implements Cell {

  @Override
  public List<Net> reads() {
    return List.of(d, enable, reset);
  }

  @Override
  public List<Net> drives() {
    return List.of(q);
  }
}
