package bitwright.cost.folding;

import bitwright.cost.Device;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import java.util.function.ToIntFunction;

/** The kinds of resources that a device has and an accelerator needs. */
public enum ResourceKind {
  /** Look-up tables. */
  LUT(Resources::lut, Device::lut),
  /** Flip-flops. */
  FF(Resources::ff, Device::ff),
  /** Carry cells. */
  CARRY(Resources::carry, Device::carry),
  /** Block memories, halves of 18 Kbit where they come in pairs. */
  BLOCK_RAM(Resources::blockRam, Device::blockRam),
  /** Memories of 288 Kbit. */
  URAM(Resources::uram, Device::uram),
  /** Memories of 256 Kbit. */
  SPRAM(Resources::spram, Device::spram),
  /** Multiply-accumulate blocks. */
  DSP(Resources::dsp, Device::dsp);

  private static final ResourceKind[] ALL = values();

  /** How many kinds there are. */
  static final int COUNT = ALL.length;

  private final ToIntFunction<Resources> needed;
  private final ToIntFunction<Device> available;

  ResourceKind(ToIntFunction<Resources> needed, ToIntFunction<Device> available) {
    this.needed = needed;
    this.available = available;
  }

  /** What an accelerator needs of it. */
  public int of(Resources resources) {
    return needed.applyAsInt(resources);
  }

  /** What a device has of it. */
  public int of(Device device) {
    return available.applyAsInt(device);
  }

  /** All needs, in the order of the kinds. */
  static int[] amounts(Resources resources) {
    int[] amounts = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      amounts[i] = ALL[i].of(resources);
    }
    return amounts;
  }

  /** All that a device has, in the order of the kinds. */
  static int[] amounts(Device device) {
    int[] amounts = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      amounts[i] = ALL[i].of(device);
    }
    return amounts;
  }

  /** The number of kinds that a device has. */
  static int kinds(Device device) {
    int kinds = 0;
    for (int available : amounts(device)) {
      kinds += available > 0 ? 1 : 0;
    }
    return kinds;
  }

  /** An amount with its unit, as data sheets of the family write it: {@code 12.5 BRAM36}. */
  String shown(long amount, Family family) {
    if (this != BLOCK_RAM || !family.xilinx()) {
      return "%,d".formatted(amount);
    }
    return amount % 2 == 0 ? "%,d".formatted(amount / 2) : "%,d.5".formatted(amount / 2);
  }

  /** The name of the unit in the family's data sheets. */
  String title(Family family) {
    return switch (this) {
      case CARRY -> family.carryName();
      case BLOCK_RAM -> family.xilinx() ? "BRAM36" : "EBR";
      default -> name();
    };
  }
}
