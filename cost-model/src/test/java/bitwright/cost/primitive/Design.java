package bitwright.cost.primitive;

import bitwright.cost.Resources;

/**
 * A primitive as Verilog, and what the formula says it costs.
 *
 * @param name a Verilog identifier
 * @param ports the port list
 * @param body what the module holds
 * @param estimate the formula's answer
 * @param lutSlack the LUTs by which synthesis may differ
 */
record Design(String name, String ports, String body, Resources estimate, int lutSlack) {

  /** The module. */
  String verilog() {
    return "module %s(input clk, %s);\n%s\nendmodule\n".formatted(name, ports, body);
  }

  /** A difference between formula and synthesis; empty if there is none. */
  String difference(Resources synthesized) {
    boolean lut = Math.abs(estimate.lut() - synthesized.lut()) <= lutSlack;
    boolean rest =
        estimate.ff() == synthesized.ff()
            && estimate.carry() == synthesized.carry()
            && estimate.bram18() == synthesized.bram18()
            && estimate.dsp() == synthesized.dsp();
    return lut && rest ? "" : "%s: formula %s, synthesis %s".formatted(name, estimate, synthesized);
  }
}
