package bitwright.hw.delivery;

import java.util.List;

/**
 * The core description that FuseSoC reads (CAPI2).
 *
 * <p>Memory files are copied to the root of the build, where {@code $readmemh} of a bare name finds
 * them; their type {@code mem} makes Vivado read them too.
 */
final class FuseSocCore {

  private FuseSocCore() {}

  /** Vendor, library, name and version. */
  static String vlnv(Design design) {
    return "bitwright:accelerator:%s:%s".formatted(design.core(), Provenance.release());
  }

  static String text(Design design) {
    return Template.of("fusesoc.core")
        .with("vlnv", vlnv(design))
        .with("core", design.core())
        .with("ip", design.ip())
        .with("bench", design.bench())
        .with("frames", design.frames())
        .with("sources", sources(design.sources()))
        .with("memories", memories(design))
        .text();
  }

  private static String sources(List<String> sources) {
    StringBuilder text = new StringBuilder();
    for (String source : sources) {
      text.append("      - ").append(source);
      text.append(source.endsWith(".v") ? ": {file_type: verilogSource}\n" : "\n");
    }
    return text.toString();
  }

  private static String memories(Design design) {
    if (design.memories().isEmpty()) {
      return " []\n";
    }
    StringBuilder text = new StringBuilder("\n");
    for (String memory : design.memories()) {
      String name = memory.substring(memory.lastIndexOf('/') + 1);
      text.append("      - %s: {file_type: mem, copyto: %s}\n".formatted(memory, name));
    }
    return text.toString();
  }
}
