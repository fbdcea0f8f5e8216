package bitwright.hw.chisel;

import static bitwright.hw.chisel.Logic.wire;

/**
 * A read-only memory filled from a file by {@code $readmemh}, read synchronously: where {@code
 * enable} is high at a rising edge, {@code data} becomes the word at {@code address}, and holds
 * otherwise. Instances of {@code BitwrightRom.sv}.
 */
public final class Rom {
  /** Read address. */
  public final Bits address;

  /** Read enable. */
  public final Flag enable;

  /** The word read. */
  public final Bits data;

  /**
   * Adds a memory to the circuit under construction.
   *
   * @param name instance name
   * @param width bits per word
   * @param depth words, at least 2
   * @param file name of the file that holds one hexadecimal word a line
   */
  public Rom(String name, int width, int depth, String file) {
    int addressBits = Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1);
    address = wire(name + "_address", Type.bits(addressBits));
    enable = wire(name + "_enable", Type.flag());
    External rom = new External("BitwrightRom").parameter("WIDTH", width).parameter("DEPTH", depth);
    rom.parameter("ADDRESS", addressBits).parameter("FILE", file).clock("clock");
    rom.input("address", address).input("enable", enable);
    data = rom.output("data", Type.bits(width));
    rom.instantiate(name);
  }
}
