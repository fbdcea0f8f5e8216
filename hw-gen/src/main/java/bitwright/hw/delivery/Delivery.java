package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.hw.Accelerator;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.StatusRegisters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Completes generated hardware to a package that the tools of FPGA engineers take as it is. */
public final class Delivery {

  private Delivery() {}

  /**
   * The accelerator with all files of its package. The generated sources stay what they are, byte
   * for byte.
   *
   * @param accelerator what the generator made
   * @param golden what the golden model computed for the frames of the test bench
   * @param provenance where the network and the frames come from
   * @param estimate what it is expected to need, if that is known
   * @param options what the package looks like from outside
   */
  public static Accelerator complete(
      Accelerator accelerator,
      Evaluation golden,
      Provenance provenance,
      Optional<ResourceEstimate> estimate,
      DeliveryOptions options) {
    SortedMap<String, byte[]> files = new TreeMap<>(accelerator.files());
    byte[] hardwareManifest = files.remove("manifest.json");
    if (options.axiLite()) {
      Elaboration.of(StatusRegisters::new)
          .modules()
          .forEach((name, text) -> put(files, "rtl/" + name + ".sv", text));
    }
    Target target = Target.of(accelerator.plan(), estimate.map(ResourceEstimate::device));
    Design design =
        design(accelerator, files, golden, provenance, options, hardwareManifest, target);
    put(files, "rtl/" + design.ip() + ".v", WrapperModule.text(design));
    put(files, design.core() + ".f", String.join("\n", design.sources()) + "\n");
    put(files, "tb/" + design.bench() + ".sv", TestBench.text(design));
    put(files, "tb/Makefile", TestBench.makefile(design));
    put(files, "tb/s_axis.hex", VectorFiles.inputs(design.input(), golden));
    put(files, "tb/m_axis.hex", VectorFiles.outputs(design.output(), golden));
    put(files, design.core() + ".core", FuseSocCore.text(design));
    VivadoScripts.of(design).forEach((name, text) -> put(files, "vivado/" + name, text));
    put(files, "yosys/synth.ys", OpenTools.synthesis(design));
    put(files, "lint/Makefile", OpenTools.lint(design));
    put(files, "ip/component.xml", IpXact.text(design));
    Waves.of(design).forEach((name, text) -> put(files, "waves/" + name, text));
    put(files, "tb/test_" + design.core() + ".py", CocotbTest.text(design));
    put(files, "tb/cocotb.mk", CocotbTest.makefile(design));
    put(files, "pipeline.svg", PipelineDrawing.svg(design));
    put(files, "README.md", DataSheet.text(design, estimate));
    files.put("manifest.json", PackageManifest.of(design, estimate, hardwareManifest, files));
    return new Accelerator(accelerator.plan(), accelerator.top(), files, accelerator.taps());
  }

  private static Design design(
      Accelerator accelerator,
      SortedMap<String, byte[]> files,
      Evaluation golden,
      Provenance provenance,
      DeliveryOptions options,
      byte[] hardwareManifest,
      Target target) {
    var plan = accelerator.plan();
    StreamPort input = StreamPort.input(plan);
    StreamPort output = StreamPort.output(plan);
    List<String> sources = new ArrayList<>(list(files, ".sv"));
    sources.add("rtl/" + accelerator.top() + "_ip.v");
    return new Design(
        accelerator.top(),
        options,
        provenance,
        input,
        output,
        Port.of(options, input, output),
        plan.cyclesPerInference(),
        plan.latency(),
        LayerRow.of(plan),
        taps(accelerator),
        golden.vectors(),
        sources,
        list(files, ".hex"),
        PackageManifest.configHash(hardwareManifest, options, provenance),
        target);
  }

  private static List<Design.LayerTap> taps(Accelerator accelerator) {
    Map<String, Optional<Format>> formats = new HashMap<>();
    accelerator.plan().network().layers().forEach(l -> formats.put(l.name(), l.output()));
    return accelerator.taps().stream()
        .map(tap -> new Design.LayerTap(tap, formats.get(tap.layer())))
        .toList();
  }

  private static List<String> list(SortedMap<String, byte[]> files, String ending) {
    return files.keySet().stream()
        .filter(path -> path.startsWith("rtl/") && path.endsWith(ending))
        .toList();
  }

  private static void put(SortedMap<String, byte[]> files, String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
