package bitwright.arith.fabric;

import java.util.List;

/** A cell of the fabric. */
public sealed interface Cell permits Lut, CarryChain, Register {

  /** The nets that the cell reads, constants included. */
  List<Net> reads();

  /** The nets that the cell drives. */
  List<Net> drives();
}
