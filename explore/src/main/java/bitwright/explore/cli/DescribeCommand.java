package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead.Post;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes a network. */
@Command(
    name = "describe",
    description =
        "Layers, shapes, formats, MACs, weights and exact accumulator widths of a network.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright describe                     lists the bundled networks",
      "  ./bitwright describe digits-int4         describes one of them",
      "  ./bitwright describe digits-cnn-float    describes a float network, which quantize takes",
      "  ./bitwright describe my-model.onnx --json"
    })
final class DescribeCommand extends bitwright.explore.cli.Command {

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description =
          "A QONNX or ONNX file, quantized or float, or a bundled network; without it, lists those.")
  private String name;

  @Mixin private ImportFlags importFlags;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (name == null) {
      list();
    } else if (FloatModel.isNamed(home(), name)) {
      FloatDescription model = new FloatDescription(FloatModel.load(home(), name));
      console().out().print(json ? Json.text(model.json()) + "\n" : model.text(console()));
    } else {
      Model model = Model.load(home(), console(), name, importFlags);
      if (json) {
        console().out().println(Json.text(json(model)));
      } else {
        describe(model);
      }
    }
    return ExitCode.OK;
  }

  private void list() {
    List<Model> models = home().bundled().stream().map(m -> Model.bundled(home(), m)).toList();
    List<FloatDescription> floats =
        home().bundledFloat().stream()
            .map(m -> new FloatDescription(FloatModel.load(home(), m)))
            .toList();
    if (json) {
      console()
          .out()
          .println(
              Json.text(
                  Stream.concat(
                          models.stream().map(DescribeCommand::json),
                          floats.stream().map(FloatDescription::json))
                      .toList()));
      return;
    }
    Table table =
        new Table("network", "weights × activations", "topology", ">MACs", ">weights", ">bits");
    for (Model model : models) {
      Network network = model.network();
      table.row(
          model.label(),
          Words.arithmetic(network),
          Words.topology(network),
          "%,d".formatted(network.macs()),
          "%,d".formatted(weights(network)),
          "%,d".formatted(weightBits(network)));
    }
    console().out().print(table.render(console()));
    console().out().print("\nFloat networks, for quantize and explore:\n\n");
    console().out().print(FloatDescription.list(floats).render(console()));
  }

  private void describe(Model model) {
    Network network = model.network();
    var out = console().out();
    out.printf(
        Locale.ROOT,
        "%s: %s, %,d MACs, %,d weight bits%n%n",
        console().strong(model.label()),
        Words.topology(network),
        network.macs(),
        weightBits(network));
    out.printf(
        "input   %s, quantized to %s%n",
        Words.shape(network.inputShape()), network.input().format().name());
    out.printf("output  %s%n%n", output(network));
    Table table =
        new Table(
            "layer",
            "kind",
            "input",
            "output",
            "weights",
            "activations",
            "gives",
            ">MACs",
            ">acc worst",
            ">acc tight");
    for (Layer layer : network.layers()) {
      table.row(
          layer.name(),
          layer.kind(),
          Words.inputs(layer),
          layer.outputShape(),
          Words.weights(layer),
          Words.activations(layer),
          Words.output(layer),
          "%,d".formatted(layer.macs()),
          worstBits(layer),
          layer.accumulatorRange().signedBits());
    }
    out.print(table.render(console()));
    out.println();
    out.println(
        "acc: bits of the exact accumulator, sign included: for any weights, and for these weights.");
  }

  private static int worstBits(Layer layer) {
    return layer
        .kernel()
        .map(kernel -> kernel.weights().worstCaseRange(kernel.input()))
        .orElseGet(layer::accumulatorRange)
        .signedBits();
  }

  private static String output(Network network) {
    String post =
        switch (network.head().post()) {
          case NONE -> "";
          case SOFTMAX -> ", then Softmax";
          case TOP_K_VALUES, TOP_K_INDICES ->
              ", then the greatest %d".formatted(network.head().outputs());
        };
    return "[%d], scale and offset per channel%s%s"
        .formatted(
            network.head().channels(), network.head().rectified() ? ", then ReLU" : "", post);
  }

  private static long weights(Network network) {
    return network.kernels().stream().mapToLong(kernel -> kernel.weights().macs()).sum();
  }

  private static long weightBits(Network network) {
    return network.layers().stream()
        .flatMap(layer -> layer.kernel().stream())
        .mapToLong(kernel -> kernel.weights().macs() * kernel.weights().format().bits())
        .sum();
  }

  private static Map<String, Object> json(Model model) {
    Network network = model.network();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model.label());
    map.put("inputShape", network.inputShape());
    map.put("inputFormat", network.input().format().name());
    map.put("outputs", network.head().outputs());
    map.put("softmax", network.head().post() == Post.SOFTMAX);
    map.put("macs", network.macs());
    map.put("weightBits", weightBits(network));
    List<Map<String, Object>> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", layer.name());
      entry.put("kind", layer.kind());
      entry.put("inputShapes", layer.inputShapes().stream().map(MapShape::dims).toList());
      entry.put("outputShape", layer.outputShape().dims());
      layer
          .kernel()
          .ifPresent(
              kernel -> {
                entry.put("rows", kernel.rows());
                entry.put("columns", kernel.columns());
              });
      entry.put("weightFormat", Words.weights(layer));
      entry.put("activationFormat", Words.activations(layer));
      entry.put("outputFormat", Words.output(layer));
      entry.put("macs", layer.macs());
      entry.put("weights", layer.kernel().map(kernel -> kernel.weights().macs()).orElse(0L));
      entry.put("accumulatorBitsWorstCase", worstBits(layer));
      entry.put("accumulatorBits", layer.accumulatorRange().signedBits());
      layers.add(entry);
    }
    map.put("layers", layers);
    return map;
  }
}
