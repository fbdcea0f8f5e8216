package bitwright.hw.delivery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tcl for Vivado: a project, synthesis out of context, an IP; and the clock constraint. */
final class VivadoScripts {

  /** 100 MHz. */
  private static final String PERIOD = "10.000";

  private VivadoScripts() {}

  /** The files by name, below {@code vivado/}. */
  static Map<String, String> of(Design design) {
    Map<String, String> files = new TreeMap<>();
    files.put("sources.tcl", sources(design));
    files.put(
        "build.tcl",
        Template.of("build.tcl")
            .with("core", design.core())
            .with("ip", design.ip())
            .with("bench", design.bench())
            .with("part", design.target().part())
            .text());
    files.put(
        "synth_ooc.tcl",
        Template.of("synth_ooc.tcl")
            .with("core", design.core())
            .with("ip", design.ip())
            .with("part", design.target().part())
            .text());
    files.put("package_ip.tcl", packaging(design));
    files.put(
        design.core() + ".xdc",
        Template.of("constraints.xdc").with("clock", design.clock()).with("period", PERIOD).text());
    return files;
  }

  private static String packaging(Design design) {
    String release = Provenance.release();
    return Template.of("package_ip.tcl")
        .with("core", design.core())
        .with("ip", design.ip())
        .with("part", design.target().part())
        .with("version", release.substring(0, release.lastIndexOf('.')))
        .with("about", "Streaming accelerator of the network " + design.core())
        .with("buses", String.join(" ", design.buses()))
        .with("clock", design.clock())
        .with("reset", design.reset())
        .text();
  }

  private static String sources(Design design) {
    return Template.of("sources.tcl")
        .with("ip", design.ip())
        .with("sources", lines(design.sources()))
        .with("memories", lines(design.memories()))
        .text();
  }

  private static String lines(List<String> paths) {
    return paths.stream().map(p -> "    " + p + "\n").collect(Collectors.joining());
  }
}
