package bitwright.hw.delivery;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Arithmetic;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.LayerPlan;
import java.util.Map;
import java.util.Optional;

/**
 * What the scripts of a package synthesize for.
 *
 * @param part the part for Vivado
 * @param synthesis Yosys's command, without the module
 * @param cells whether the sources name cells of the device
 */
record Target(String part, String synthesis, boolean cells) {

  /** A Zynq-7020, the part of many boards that people start with. */
  private static final String PART = "xc7z020clg400-1";

  /** A Zynq UltraScale+ for packages that need CARRY8 and name no device. */
  private static final String PLUS = "xczu3eg-sbva484-1-i";

  /** The parts on the boards that the device catalogue names. */
  private static final Map<String, String> PARTS =
      Map.of(
          "xc7z010", "xc7z010clg400-1",
          "xc7z020", PART,
          "xc7z045", "xc7z045ffg900-2",
          "xc7a35t", "xc7a35ticsg324-1L",
          "xc7a100t", "xc7a100tcsg324-1",
          "xc7a200t", "xc7a200tsbg484-1",
          "xczu3eg", PLUS,
          "xczu7ev", "xczu7ev-ffvc1156-2-e",
          "xck26", "xck26-sfvc784-2LV-c");

  /** The target of a plan on a device, if one is known. */
  static Target of(AcceleratorPlan plan, Optional<String> device) {
    boolean plus = plan.layers().stream().anyMatch(l -> uses(l, Cells.LUT6_CARRY8));
    String part = device.map(PARTS::get).orElse(plus ? PLUS : PART);
    boolean family = plus || part.startsWith("xczu") || part.startsWith("xck");
    String xilinx =
        "synth_xilinx -family %s -flatten -noiopad -noclkbuf".formatted(family ? "xcup" : "xc7");
    boolean ice = device.isPresent() && device.get().startsWith("ice40");
    return new Target(
        part,
        ice ? "synth_ice40 -device %s".formatted(iceDevice(device.get())) : xilinx,
        plus || plan.layers().stream().anyMatch(l -> uses(l, Cells.LUT6_CARRY4)));
  }

  private static String iceDevice(String device) {
    return device.startsWith("ice40up") ? "u" : "hx";
  }

  private static boolean uses(LayerPlan layer, Cells cells) {
    return layer
        .matrix()
        .filter(m -> m.arithmetic() == Arithmetic.CELLS && m.implementation().cells() == cells)
        .isPresent();
  }

  /** Yosys's command that makes its own models of the cells known; empty where none are named. */
  String library() {
    return cells ? "read_verilog -lib +/xilinx/cells_sim.v\n" : "";
  }
}
