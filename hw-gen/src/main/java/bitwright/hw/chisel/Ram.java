package bitwright.hw.chisel;

import static bitwright.hw.chisel.Logic.wire;

/**
 * A memory with one write and one synchronous read port, instances of {@code BitwrightRam.sv}.
 * Reading the address that is written in the same cycle gives an unspecified word: the user rules
 * it out.
 */
public final class Ram {
  /** Write address. */
  public final Bits writeAddress;

  /** Write enable. */
  public final Flag writeEnable;

  /** The word written. */
  public final Bits writeData;

  /** Read address. */
  public final Bits readAddress;

  /** Read enable. */
  public final Flag readEnable;

  /** The word read, one enabled clock after its address; holds while the enable is low. */
  public final Bits readData;

  /**
   * Adds a memory to the circuit under construction.
   *
   * @param name instance name
   * @param width bits per word
   * @param depth words, at least 2
   */
  public Ram(String name, int width, int depth) {
    int addressBits = Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1);
    writeAddress = wire(name + "_write_address", Type.bits(addressBits));
    writeEnable = wire(name + "_write_enable", Type.flag());
    writeData = wire(name + "_write_data", Type.bits(width));
    readAddress = wire(name + "_read_address", Type.bits(addressBits));
    readEnable = wire(name + "_read_enable", Type.flag());
    External ram = new External("BitwrightRam").parameter("WIDTH", width).parameter("DEPTH", depth);
    ram.parameter("ADDRESS", addressBits).clock("clock");
    ram.input("write_address", writeAddress)
        .input("write_enable", writeEnable)
        .input("write_data", writeData);
    ram.input("read_address", readAddress).input("read_enable", readEnable);
    readData = ram.output("read_data", Type.bits(width));
    ram.instantiate(name);
  }
}
