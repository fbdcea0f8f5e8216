package bitwright.explore.calibration;

import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Ram;

/** A memory with one write and one read port alone, as buffers and queues have it. */
final class RamCircuit extends Circuit {

  /** A memory. */
  RamCircuit(int width, int depth) {
    super("Ram_w%d_d%d".formatted(width, depth));
    describe("%d words of %d bits.".formatted(depth, width));
    int address = Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1);
    Ram ram = new Ram("memory", width, depth);
    ram.writeAddress.set(input("write_address", bits(address)));
    ram.writeEnable.set(input("write_enable", flag()));
    ram.writeData.set(input("write_data", bits(width)));
    ram.readAddress.set(input("read_address", bits(address)));
    ram.readEnable.set(input("read_enable", flag()));
    output("word", bits(width)).set(ram.readData);
  }
}
