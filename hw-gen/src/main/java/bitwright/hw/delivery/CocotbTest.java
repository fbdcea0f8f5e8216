package bitwright.hw.delivery;

/** The test for cocotb and its make file. */
final class CocotbTest {

  private CocotbTest() {}

  static String text(Design design) {
    return Template.of("cocotb_test.py")
        .with("ip", design.ip())
        .with("clock", design.clock())
        .with("reset", design.reset())
        .with("s_beats", design.input().beats())
        .with("m_beats", design.output().beats())
        .with("interval", design.interval())
        .with("latency", design.latency())
        .with("quiet", design.options().axiLite() ? QUIET : "")
        .text();
  }

  private static final String QUIET =
      "    for name in (\"awvalid\", \"wvalid\", \"bready\", \"arvalid\", \"rready\"):\n"
          + "        getattr(dut, \"s_axi_\" + name).value = 0\n";

  static String makefile(Design design) {
    return Template.of("cocotb.mk").with("ip", design.ip()).with("core", design.core()).text();
  }
}
