package bitwright.hw.delivery;

import bitwright.hw.engine.StatusRegisters;
import java.util.Locale;
import java.util.stream.Collectors;

/** The self-checking test bench in SystemVerilog and the make file that runs it. */
final class TestBench {

  private TestBench() {}

  static String text(Design design) {
    boolean axiLite = design.options().axiLite();
    return Template.of("bench.sv")
        .with("ip", design.ip())
        .with("bench", design.bench())
        .with("frames", design.frames())
        .with("s_bits", design.input().dataBits())
        .with("s_beats", design.input().beats())
        .with("m_bits", design.output().dataBits())
        .with("m_beats", design.output().beats())
        .with("interval", design.interval())
        .with("latency", design.latency())
        .with("clock", design.clock())
        .with("reset", design.reset())
        .with("probes", probes(design))
        .with("axi_lite_signals", axiLite ? Template.of("bench_axi_signals.sv").text() : "")
        .with("axi_lite_ports", axiLite ? axiLitePorts(design) : "")
        .with("axi_lite_tasks", axiLite ? Template.of("bench_axi_tasks.sv").text() : "")
        .with("axi_lite_checks", axiLite ? axiLiteChecks(design) : "")
        .text();
  }

  private static String probes(Design design) {
    return Probe.of(design).stream()
        .map(
            probe -> {
              int bits = probe.elements() * probe.elementBits();
              boolean part = probe.data().endsWith("_data") && !probe.data().contains(".");
              return Template.of("bench_probe.sv")
                  .with("name", probe.name())
                  .with("valid", probe.valid())
                  .with("ready", probe.ready())
                  .with("data", probe.data())
                  .with("slice", part ? "[%d:0]".formatted(bits - 1) : "")
                  .with("beat_high", bits - 1)
                  .with("shown", probe.shown())
                  .with("element_high", probe.elementBits() - 1)
                  .with("element_bits", probe.elementBits())
                  .text();
            })
        .collect(Collectors.joining());
  }

  private static String axiLitePorts(Design design) {
    return design.ports().stream()
        .filter(port -> port.bus().equals("s_axi"))
        .map(
            port ->
                ",\n      .%s(%s)"
                    .formatted(
                        port.name(), port.role().endsWith("PROT") ? "3'd0" : axiSignal(port)))
        .collect(Collectors.joining());
  }

  private static String axiSignal(Port port) {
    return port.role().toLowerCase(Locale.ROOT);
  }

  private static String axiLiteChecks(Design design) {
    return Template.of("bench_axi_checks.sv")
        .with("magic", "%08x".formatted(StatusRegisters.MAGIC))
        .with("config_high", design.configHash().substring(0, 8))
        .with("config_low", design.configHash().substring(8, 16))
        .with("layers", design.layers().size())
        .text();
  }

  static String makefile(Design design) {
    return Template.of("bench.mk")
        .with("ip", design.ip())
        .with("core", design.core())
        .with("bench", design.bench())
        .with("frames", design.frames())
        .text();
  }
}
