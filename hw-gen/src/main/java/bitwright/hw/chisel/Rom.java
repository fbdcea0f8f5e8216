package bitwright.hw.chisel;

import static bitwright.hw.chisel.Logic.wire;

/**
 * A read-only memory filled from a file by {@code $readmemh}, read synchronously: where {@code
 * enable} is high at a rising edge, {@code data} becomes the word at {@code address}, and holds
 * otherwise. Instances of {@code BitwrightRom.sv}, {@code BitwrightRomLut.sv} or {@code
 * BitwrightRomBlock.sv}.
 */
public final class Rom {

  /** What the memory is made of. */
  public enum Style {
    /** What synthesis thinks best. */
    AUTO("BitwrightRom"),
    /** Look-up tables. */
    LUT("BitwrightRomLut"),
    /** Block memory. */
    BLOCK("BitwrightRomBlock");

    private final String module;

    Style(String module) {
      this.module = module;
    }
  }

  /** Read address. */
  public final Bits address;

  /** Read enable. */
  public final Flag enable;

  /** The word read. */
  public final Bits data;

  /**
   * Adds a memory to the circuit under construction, made of what synthesis thinks best.
   *
   * @param name instance name
   * @param width bits per word
   * @param depth words, at least 2
   * @param file name of the file that holds one hexadecimal word a line
   */
  public Rom(String name, int width, int depth, String file) {
    this(name, width, depth, file, Style.AUTO);
  }

  /**
   * Adds a memory to the circuit under construction.
   *
   * @param name instance name
   * @param width bits per word
   * @param depth words, at least 2
   * @param file name of the file that holds one hexadecimal word a line
   * @param style what it is made of
   */
  public Rom(String name, int width, int depth, String file, Style style) {
    int addressBits = Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1);
    address = wire(name + "_address", Type.bits(addressBits));
    enable = wire(name + "_enable", Type.flag());
    External rom = new External(style.module).parameter("WIDTH", width).parameter("DEPTH", depth);
    rom.parameter("ADDRESS", addressBits).parameter("FILE", file).clock("clock");
    rom.input("address", address).input("enable", enable);
    data = rom.output("data", Type.bits(width));
    rom.instantiate(name);
  }
}
