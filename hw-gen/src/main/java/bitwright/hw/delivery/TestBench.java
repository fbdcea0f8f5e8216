package bitwright.hw.delivery;

/** The self-checking test bench in SystemVerilog and the make file that runs it. */
final class TestBench {

  private TestBench() {}

  static String text(Design design) {
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
        .with("axi_lite_signals", "")
        .with("axi_lite_ports", "")
        .with("axi_lite_tasks", "")
        .with("axi_lite_checks", "")
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
