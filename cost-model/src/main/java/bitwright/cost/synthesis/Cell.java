package bitwright.cost.synthesis;

import bitwright.cost.Resources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the cells of the families' libraries stand for.
 *
 * <p>A LUT counts whether it is logic (LUT1 … LUT6, and LUT6_2 with its two outputs as one), memory
 * (RAM32M and RAM64M are four LUTs, RAM32M16 and RAM64M8 eight, RAM32X1D and RAM64X1D two,
 * RAM128X1D four, RAM256X1D eight) or shift register (SRL16E, SRLC32E). Inverters and buffers count
 * nothing: a placer absorbs them in the LUT behind or in a polarity.
 */
final class Cell {
  private static final Map<String, Resources> CELLS = new LinkedHashMap<>();

  static {
    for (String lut : "LUT1 LUT2 LUT3 LUT4 LUT5 LUT6 LUT6_2 SRL16E SRLC32E SB_LUT4".split(" ")) {
      CELLS.put(lut, Resources.luts(1));
    }
    CELLS.put("RAM32X1D", Resources.luts(2));
    CELLS.put("RAM64X1D", Resources.luts(2));
    CELLS.put("RAM128X1D", Resources.luts(4));
    CELLS.put("RAM256X1D", Resources.luts(8));
    CELLS.put("RAM32M", Resources.luts(4));
    CELLS.put("RAM64M", Resources.luts(4));
    CELLS.put("RAM32M16", Resources.luts(8));
    CELLS.put("RAM64M8", Resources.luts(8));
    for (String carry : "CARRY4 CARRY8 SB_CARRY".split(" ")) {
      CELLS.put(carry, Resources.logic(0, 1));
    }
    CELLS.put("RAMB18E1", Resources.blockRams(1));
    CELLS.put("RAMB36E1", Resources.blockRams(2));
    CELLS.put("RAMB18E2", Resources.blockRams(1));
    CELLS.put("RAMB36E2", Resources.blockRams(2));
    CELLS.put("URAM288", new Resources(0, 0, 0, 0, 1, 0, 0));
    CELLS.put("SB_SPRAM256KA", new Resources(0, 0, 0, 0, 0, 1, 0));
    for (String dsp : "DSP48E1 DSP48E2 SB_MAC16".split(" ")) {
      CELLS.put(dsp, new Resources(0, 0, 0, 0, 1));
    }
    for (String nothing : "INV BUF BUFG SB_GB".split(" ")) {
      CELLS.put(nothing, Resources.NONE);
    }
  }

  private Cell() {}

  /** What a cell of a library is; empty for one that is not known. */
  static Optional<Resources> of(String type) {
    if (type.matches("FD[RSCP]E(_1)?|SB_DFFN?E?(S?[RS])?")) {
      return Optional.of(Resources.ffs(1));
    }
    if (type.matches("SB_RAM40_4K(NR|NW|NRNW)?")) {
      return Optional.of(Resources.blockRams(1));
    }
    return Optional.ofNullable(CELLS.get(type));
  }

  /** Whether a type is named like a cell of a library, and not like a module of a design. */
  static boolean isPrimitive(String type) {
    return type.matches("[A-Z][A-Z0-9_]*") && (type.length() > 1);
  }
}
