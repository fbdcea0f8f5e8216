package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.space.FormatCheck;
import bitwright.explore.space.FormatPair;
import bitwright.explore.space.LayersReader;
import bitwright.explore.study.Caution;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.ptq.PostTrainingQuantizer;
import bitwright.quantize.ptq.QuantizationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Quantizes a float network. */
@Command(
    name = "quantize",
    description =
        "Quantizes a trained float network without training it again, and writes QONNX that the"
            + " other commands take.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright quantize digits-cnn-float --weights int4 --activations int4 --out q.onnx",
      "  ./bitwright quantize digits-cnn-float --weights e2m1 --activations int4 --method gptq --out q.onnx",
      "  ./bitwright quantize my.onnx --weights int8 --activations int8 --calibration x.npy --out q.onnx",
      "With --layers f.yaml: {\"layer1_conv\": \"int8\", \"layer2_conv\": \"int3 × int4\"}",
      "Techniques: equalize, smooth, one of gptq, adaround and flexround, bias-correction,"
          + " reestimate."
    })
final class QuantizeCommand extends bitwright.explore.cli.Command {

  @Parameters(
      paramLabel = "MODEL",
      description = "A float ONNX file, or a bundled float network (describe lists them).")
  private String name;

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      required = true,
      description =
          "The format of weights: int4, e2m1, pot4z and so on (formats lists them), or minifloat4 for"
              + " the best split of each tensor.")
  private String weights;

  @Option(
      names = "--activations",
      paramLabel = "FORMAT",
      required = true,
      description =
          "The format of feature maps; unsigned, of the same width, where nothing is negative.")
  private String activations;

  @Option(
      names = "--input",
      paramLabel = "FORMAT",
      defaultValue = "uint8",
      description = "The format of the network's input (default: uint8).")
  private String input;

  @Option(
      names = "--layers",
      paramLabel = "FILE",
      description =
          "Formats of single layers, YAML or JSON; activations are those that enter the layer.")
  private Path layers;

  @Option(
      names = "--scales",
      paramLabel = "HOW[,HOW]",
      defaultValue = "mse",
      description =
          "Scales of weights and of activations: mse (least squared error, default), absmax, or for"
              + " example percentile:99.9.")
  private String scales;

  @Option(
      names = "--granularity",
      paramLabel = "channel|tensor",
      defaultValue = "channel",
      description = "Weight scales per output channel (default) or per tensor.")
  private String granularity;

  @Option(
      names = "--scale-format",
      paramLabel = "float|pot",
      defaultValue = "float",
      description = "Scales as float32 (default), or powers of two.")
  private String scaleFormat;

  @Option(
      names = {"--technique", "--method"},
      paramLabel = "NAME[+NAME]",
      description = "What is done beyond scales and rounding to nearest; may be repeated.")
  private List<String> techniques = new ArrayList<>();

  @Mixin private QuantizeData data;

  @Option(
      names = "--out",
      paramLabel = "Q.onnx",
      required = true,
      description = "The file to write.")
  private Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what was done and measured as JSON, - for stdout.")
  private Path json;

  @Override
  public Integer call() {
    data.requireOther("--out", out);
    try (OutputFile file = OutputFile.open("--out", out);
        JsonTarget document = JsonTarget.open(json)) {
      QuantizationSpec spec = spec();
      FloatModel model = FloatModel.load(home(), name);
      if (layers != null) {
        spec = spec.withLayers(layers(model));
      }
      Workspace workspace = new Workspace();
      JobSpec job = data.job(model, spec, workspace);
      if (console().errTerminal()) {
        console().log("%s: quantizing, calibrated on %d images", name, job.calibrationImages());
      }
      List<String> cautions =
          data.hasLabels()
              ? Caution.of(name, job, workspace)
              : Caution.calibration(name, job, workspace);
      cautions.forEach(caution -> console().log("%s", caution));
      byte[] bytes = quantized(job, workspace);
      Network network = network(bytes);
      Optional<QuantizedAccuracy> accuracy =
          data.hasLabels()
              ? Optional.of(QuantizedAccuracy.measure(network, job, workspace))
              : Optional.empty();
      file.write(stream -> stream.write(bytes));
      if (document.toStdout()) {
        document.write(console(), json(network, job, accuracy));
      } else {
        document.write(console(), json(network, job, accuracy));
        print(model, network, accuracy, bytes.length);
      }
      return ExitCode.OK;
    }
  }

  private QuantizationSpec spec() {
    refused("--weights " + weights, () -> FormatCheck.weights(weights));
    refused("--activations " + activations, () -> FormatCheck.activations(activations));
    refused("--input " + input, () -> FormatCheck.activations(input));
    String[] of = scales.split(",", -1);
    if (of.length > 2) {
      throw CliException.usage("--scales %s names more than two; use weights,activations", scales);
    }
    List<String> names =
        techniques.stream()
            .flatMap(t -> Arrays.stream(t.split("\\+", -1)))
            .filter(t -> !t.equals("none"))
            .toList();
    QuantizationSpec plain = QuantizationSpec.of(weights, activations);
    String option = "--technique (or --method) " + String.join("+", names);
    refused(option, () -> names.forEach(FormatCheck::technique));
    refused(option, () -> plain.with(names));
    return made(
        "--scales %s, --granularity %s, --scale-format %s"
            .formatted(scales, granularity, scaleFormat),
        () ->
            new QuantizationSpec(
                weights,
                activations,
                input,
                Map.of(),
                of[0],
                of[of.length - 1],
                granularity,
                scaleFormat,
                names));
  }

  private static void refused(String option, Runnable check) {
    made(
        option,
        () -> {
          check.run();
          return null;
        });
  }

  private static <T> T made(String option, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw CliException.usage("%s: %s", option, e.getMessage());
    }
  }

  private Map<String, QuantizationSpec.Layer> layers(FloatModel model) {
    try {
      return LayersReader.read(
          "--layers",
          layers,
          model.layers(),
          PostTrainingQuantizer.layersOfInput(model.network()),
          new FormatPair(weights, activations),
          input);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("%s", e.getMessage());
    }
  }

  private byte[] quantized(JobSpec job, Workspace workspace) {
    try {
      return new JobRunner(workspace).quantized(job);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("%s", e.getMessage());
    }
  }

  /** The network as every other command will read it. */
  private Network network(byte[] bytes) {
    try {
      return QonnxImporter.load(bytes, "quantized", ImportOptions.defaults()).network();
    } catch (ImportException e) {
      throw CliException.data("MODEL %s cannot be built as quantized: %s", name, e.getMessage());
    }
  }

  private void print(
      FloatModel model, Network network, Optional<QuantizedAccuracy> accuracy, int bytes) {
    Table table = new Table("layer", "kind", "output", "weights", "activations", ">MACs");
    for (Layer layer : network.layers()) {
      table.row(
          layer.name(),
          layer.kind(),
          layer.outputShape(),
          Words.weights(layer),
          Words.activations(layer),
          "%,d".formatted(layer.macs()));
    }
    console().out().print(table.render(console()));
    accuracy.ifPresent(a -> console().out().print("\n" + a.text()));
    console().out().printf("%nWrote %s, %s quantized, %,d bytes.%n", out, model.shortName(), bytes);
  }

  private Map<String, Object> json(
      Network network, JobSpec job, Optional<QuantizedAccuracy> accuracy) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", name);
    map.put("modelSha256", job.model().sha256());
    map.put("calibrationImages", job.calibrationImages());
    map.put("quantization", job.quantization());
    map.put(
        "layers",
        network.layers().stream()
            .map(
                layer -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("name", layer.name());
                  entry.put("kind", layer.kind());
                  entry.put("weightFormat", Words.weights(layer));
                  entry.put("activationFormat", Words.activations(layer));
                  entry.put("outputFormat", Words.output(layer));
                  entry.put("macs", layer.macs());
                  return entry;
                })
            .toList());
    map.put("accuracy", accuracy.map(QuantizedAccuracy::json).orElse(null));
    return map;
  }
}
