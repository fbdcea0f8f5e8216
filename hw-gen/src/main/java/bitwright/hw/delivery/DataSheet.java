package bitwright.hw.delivery;

import bitwright.arith.network.MapShape;
import bitwright.hw.engine.StatusRegisters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page that a person reads first. */
final class DataSheet {

  private DataSheet() {}

  static String text(Design design, Optional<ResourceEstimate> estimate) {
    return Template.of("sheet.md")
        .with("core", design.core())
        .with("ip", design.ip())
        .with("version", Provenance.VERSION)
        .with("model", design.provenance().model())
        .with(
            "digest",
            design
                .provenance()
                .modelSha256()
                .map(d -> " (SHA-256 `" + d.substring(0, 16) + "…`)")
                .orElse(""))
        .with(
            "layer_count",
            design.layers().size() == 1 ? "one layer" : design.layers().size() + " layers")
        .with("interval", "%,d".formatted(design.interval()))
        .with("latency", "%,d".formatted(design.latency()))
        .with("drawing", "![pipeline](pipeline.svg)\n\n")
        .with("ports", ports(design))
        .with("clock", design.clock())
        .with("reset", design.reset())
        .with("packing", packing(design.input()) + "\n" + packing(design.output()))
        .with("order", order(design.input().map()) + order(design.output().map()))
        .with("layers", layers(design))
        .with("registers", design.options().axiLite() ? registers() : "")
        .with("estimate", estimate.map(DataSheet::resources).orElse(""))
        .with("flows", flows(design))
        .with("frames", design.frames())
        .with("vectors", design.provenance().vectors())
        .with("notes", Template.of("sheet_notes.md").text())
        .text();
  }

  private static String ports(Design design) {
    List<String> rows =
        new ArrayList<>(List.of("| port | direction | bits | |", "|---|---|---|---|"));
    for (Port port : design.ports()) {
      rows.add(
          "| `%s` | %s | %d | %s |"
              .formatted(port.name(), port.direction(), port.width(), port.about()));
    }
    return String.join("\n", rows);
  }

  private static String packing(StreamPort stream) {
    return "| `%s` | %s | %d | %d | %s, %s … %s | %d | %d |"
        .formatted(
            stream.name(),
            stream.map(),
            stream.elements(),
            stream.elementBits(),
            stream.content(),
            stream.range().min(),
            stream.range().max(),
            stream.dataBits(),
            stream.beats());
  }

  /** Where stream and tensor differ in order, that has to be said. */
  private static String order(MapShape map) {
    return map.ordersAgree()
        ? ""
        : " Element (channel c, row y, column x) of the map %s is element `(y · %d + x) · %d + c` of the frame."
            .formatted(map, map.width(), map.channels());
  }

  private static String layers(Design design) {
    return design.layers().stream()
        .map(
            row ->
                "| `%s` | %s | %s | %s | %s | %s | %s | %,d |"
                    .formatted(
                        row.name(),
                        row.kind(),
                        row.shape(),
                        row.formats(),
                        row.output(),
                        row.fold(),
                        row.arithmetic(),
                        row.cycles()))
        .collect(Collectors.joining("\n"));
  }

  private static String resources(ResourceEstimate estimate) {
    return """

        ## Resources

        Estimated for %s, without registers on AXI4-Lite; `yosys/synth.ys` and `vivado/synth_ooc.tcl` count.

        | LUT | FF | BRAM36 | DSP | clock | frames per second |
        |---|---|---|---|---|---|
        | %,d | %,d | %s | %,d | %d MHz | %,d |
        """
        .formatted(
            estimate.device(),
            estimate.lut(),
            estimate.ff(),
            estimate.bram36(),
            estimate.dsp(),
            estimate.clockMHz(),
            estimate.framesPerSecond());
  }

  private static String registers() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "\n## Registers\n\n`s_axi` is AXI4-Lite, 32 bits. Counters have 64 bits: read the lower half first.\n");
    rows.add("| address | register | | |\n|---|---|---|---|");
    for (StatusRegisters.Register register : StatusRegisters.MAP) {
      rows.add(
          "| 0x%02x | `%s` | %s | %s |"
              .formatted(
                  register.address(),
                  register.name(),
                  register.writable() ? "read, write" : "read",
                  register.about()));
    }
    rows.add(
        "\nA write to a register that is only read answers SLVERR; an address without a register"
            + " answers DECERR.\n");
    return String.join("\n", rows);
  }

  private static String flows(Design design) {
    List<String> rows = new ArrayList<>();
    rows.add("| Icarus Verilog | `make -C tb icarus` |");
    rows.add("| Verilator 5, in a path without spaces | `make -C tb verilator` |");
    rows.add("| cocotb | `make -C tb cocotb` |");
    rows.add("| GTKWave | `make -C tb view` |");
    rows.add(
        "| FuseSoC | `fusesoc --cores-root . run --target=sim %s` |"
            .formatted(FuseSocCore.vlnv(design)));
    rows.add("| Verilator and Yosys, warnings | `make -C lint` |");
    rows.add("| Yosys, synthesis | `yosys -l yosys/synth.log yosys/synth.ys` |");
    rows.add("| Vivado, project | `vivado -mode batch -source vivado/build.tcl` |");
    rows.add("| Vivado, out of context | `vivado -mode batch -source vivado/synth_ooc.tcl` |");
    rows.add("| Vivado, IP | `vivado -mode batch -source vivado/package_ip.tcl` |");
    return String.join("\n", rows);
  }
}
