package bitwright.cost.synthesis;

import bitwright.cost.Family;
import java.util.Collection;
import java.util.List;

/**
 * The commands with which Yosys synthesizes for a family.
 *
 * <p>Xilinx: {@code synth_xilinx -family … -noiopad -noclkbuf -nodsp -nowidelut}: no pads or clock
 * buffers, products in LUTs, and no MUXF7 and MUXF8, so that a LUT count says all; block memories
 * are inferred. Without {@code -nodsp} where a design asks for DSP slices. iCE40: {@code
 * synth_ice40}, which without {@code -dsp} and {@code -spram} infers block memories alone, just so.
 *
 * @param family the family
 * @param slices whether the design asks for DSP slices
 */
record Flow(Family family, boolean slices) {

  /** Reads sources and synthesizes the hierarchy below a module as one flat netlist. */
  String flat(List<String> sources, String top) {
    return read(sources) + synthesis(top, true);
  }

  /**
   * The same, but some modules stay modules, each flat in itself. Modules with arrays of cells are
   * read anew when the hierarchy is resolved, and are marked only then.
   */
  String keeping(Collection<String> modules, List<String> sources, String top) {
    String keep = "setattr -mod -set keep_hierarchy 1 %s\n".formatted(String.join(" ", modules));
    if (!family.xilinx()) {
      return read(sources) + keep + synthesis(top, true);
    }
    String command = synthesis(top, true).strip();
    return read(sources)
        + "%s -run begin:prepare\n%s%s -run prepare:\n".formatted(command, keep, command);
  }

  /** The same, but the hierarchy stays as it is. */
  String hierarchical(List<String> sources, String top) {
    return read(sources) + synthesis(top, false);
  }

  /** Writes the cells of every module to a file. */
  String report(String file) {
    String technology = family.xilinx() ? " -tech xilinx" : "";
    return "tee -q -o %s stat%s\n".formatted(file, technology);
  }

  private static String read(List<String> sources) {
    return "read_verilog -sv %s\n".formatted(String.join(" ", sources));
  }

  private String synthesis(String top, boolean flatten) {
    if (!family.xilinx()) {
      return "synth_ice40%s -top %s\n".formatted(flatten ? "" : " -noflatten", top);
    }
    return "synth_xilinx -family %s -noiopad -noclkbuf%s -nowidelut%s -top %s\n"
        .formatted(family.key(), slices ? "" : " -nodsp", flatten ? " -flatten" : "", top);
  }
}
