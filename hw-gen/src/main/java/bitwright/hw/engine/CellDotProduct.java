package bitwright.hw.engine;

import static bitwright.hw.chisel.Type.bits;

import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.fabric.SimulationModels;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.MatrixPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.External;
import bitwright.hw.chisel.Flag;
import bitwright.hw.operator.ProductCircuit;
import java.util.List;

/** An instance of the netlist of a dot product; all PEs of a unit share its module. */
final class CellDotProduct {
  private static final String MODELS = "BitwrightCells";

  /** The sum, or the accumulator. */
  final Bits sum;

  /**
   * Adds an instance to the circuit under construction.
   *
   * @param name its name
   * @param enable the pipeline advances
   * @param step the accumulator takes a sum; without effect where there is none
   * @param keep and adds it to what it holds
   */
  CellDotProduct(
      String name, MatrixPlan plan, Bits weights, Bits inputs, Flag enable, Flag step, Flag keep) {
    DotProductNetlist dot = plan.netlist().orElseThrow();
    Cells cells = plan.implementation().cells();
    String module = moduleName(plan);
    External instance =
        new External(module)
            .verilog(
                module,
                Descriptions.netlist(plan, dot),
                NetlistVerilog.print(dot.netlist(), module, cells))
            .verilog(MODELS, List.of(), SimulationModels.text());
    if (dot.netlist().ffs() > 0) {
      instance.clock(NetlistVerilog.CLOCK).input("enable", enable);
    }
    instance.input("weights", weights).input("inputs", inputs);
    if (plan.accumulates()) {
      instance.input("step", step).input("keep", keep);
    }
    sum = instance.output("sum", bits(plan.rawBits()));
    instance.instantiate(name);
  }

  private static String moduleName(MatrixPlan plan) {
    DotProductSpec spec = plan.netlistSpec().orElseThrow();
    return "%s_%s_%s_x%d_w%d_c%d_l%d%s"
        .formatted(
            plan.accumulates() ? "CellMac" : "CellDotProduct",
            ProductCircuit.identifier(plan.layer().weights().format()),
            ProductCircuit.identifier(plan.layer().input()),
            plan.fold().simd(),
            plan.rawBits(),
            plan.implementation().cells().carryBits(),
            spec.levels(),
            spec.lead() == 0 ? "" : "_" + spec.lead());
  }
}
