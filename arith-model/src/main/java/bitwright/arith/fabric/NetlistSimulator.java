package bitwright.arith.fabric;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a netlist on 64 vectors at once: bit v of a lane is the value of a net in vector v.
 *
 * <p>Use: {@link #set} the inputs, {@link #settle}, {@link #get} the outputs; or {@link #clock},
 * which settles and then loads the registers.
 */
public final class NetlistSimulator {
  /** The number of vectors. */
  public static final int VECTORS = 64;

  private final Netlist netlist;
  private final long[] lanes;
  private final long[] scratch = new long[TruthTable.MAX_INPUTS];

  /** A simulator with all inputs and registers at 0. */
  public NetlistSimulator(Netlist netlist) {
    this.netlist = netlist;
    lanes = new long[netlist.nets()];
    lanes[Net.ONE.id()] = -1;
  }

  /** Sets an input port to at most 64 values, negative ones in two's complement. */
  public void set(String port, BigInteger... values) {
    List<Net> nets = netlist.port(port).nets();
    for (int bit = 0; bit < nets.size(); bit++) {
      long lane = 0;
      for (int v = 0; v < values.length; v++) {
        lane |= values[v].testBit(bit) ? 1L << v : 0;
      }
      lanes[nets.get(bit).id()] = lane;
    }
  }

  /** Sets one bit of an input port in all 64 vectors. */
  public void setLane(String port, int bit, long lane) {
    lanes[netlist.port(port).nets().get(bit).id()] = lane;
  }

  /** One bit of a port in all 64 vectors. */
  public long lane(String port, int bit) {
    return lanes[netlist.port(port).nets().get(bit).id()];
  }

  /** The unsigned value of a port in a vector. */
  public BigInteger get(String port, int vector) {
    BigInteger value = BigInteger.ZERO;
    List<Net> nets = netlist.port(port).nets();
    for (int bit = 0; bit < nets.size(); bit++) {
      if ((lanes[nets.get(bit).id()] >>> vector & 1) != 0) {
        value = value.setBit(bit);
      }
    }
    return value;
  }

  /** Lets every function and carry chain follow the inputs and registers. */
  public void settle() {
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Lut lut) {
        settle(lut);
      } else if (cell instanceof CarryChain chain) {
        settle(chain);
      }
    }
  }

  private void settle(Lut lut) {
    for (int k = 0; k < lut.inputs().size(); k++) {
      scratch[k] = lanes[lut.inputs().get(k).id()];
    }
    for (int t = 0; t < lut.tables().size(); t++) {
      lanes[lut.outputs().get(t).id()] = lut.tables().get(t).evaluate(scratch);
    }
  }

  private void settle(CarryChain chain) {
    long carry = lanes[chain.carryIn().id()];
    for (int k = 0; k < chain.length(); k++) {
      long s = lanes[chain.s().get(k).id()];
      lanes[chain.sums().get(k).id()] = s ^ carry;
      carry = (s & carry) | (~s & lanes[chain.di().get(k).id()]);
      lanes[chain.carries().get(k).id()] = carry;
    }
  }

  /** Settles, passes one clock edge, and settles again. */
  public void clock() {
    settle();
    long[] next = Arrays.copyOf(lanes, lanes.length);
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Register register) {
        long enable = lanes[register.enable().id()];
        long q = lanes[register.q().id()];
        long loaded = (enable & lanes[register.d().id()]) | (~enable & q);
        next[register.q().id()] = loaded & ~lanes[register.reset().id()];
      }
    }
    System.arraycopy(next, 0, lanes, 0, lanes.length);
    settle();
  }
}
