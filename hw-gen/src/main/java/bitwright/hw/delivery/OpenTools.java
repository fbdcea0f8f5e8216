package bitwright.hw.delivery;

import java.util.stream.Collectors;

/** The scripts of Yosys, and of Verilator as a linter. */
final class OpenTools {

  private OpenTools() {}

  static String synthesis(Design design) {
    return Template.of("synth.ys")
        .with("core", design.core())
        .with("ip", design.ip())
        .with("synthesis", design.target().synthesis())
        .with(
            "statistics",
            design.target().synthesis().contains("xilinx") ? "stat -tech xilinx" : "stat")
        .with("library", design.target().library())
        .with(
            "sources",
            design.sources().stream()
                .map(s -> "read_verilog -sv " + s + "\n")
                .collect(Collectors.joining()))
        .text();
  }

  static String lint(Design design) {
    return Template.of("lint.mk")
        .with("core", design.core())
        .with("ip", design.ip())
        .with("library", design.target().library().replace("\n", "; "))
        .text();
  }
}
