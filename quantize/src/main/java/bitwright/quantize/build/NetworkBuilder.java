package bitwright.quantize.build;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.OutputHead.Post;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepCompiler;
import bitwright.arith.step.StepFunction;
import bitwright.quantize.ImportException;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Source.Dense;
import bitwright.quantize.signal.Step;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Compiles the signal that leaves the graph into a network: each dense source becomes a layer, the
 * steps up to the next quantizer its requantizer, the steps after the last one the output head.
 */
public final class NetworkBuilder {

  /** The most thresholds of a layer; beyond, neither memory nor hardware is sensible. */
  private static final long MOST_THRESHOLDS = 1L << 20;

  private NetworkBuilder() {}

  /**
   * Builds the network.
   *
   * @param name the network's name
   * @param result the signal that leaves the graph
   * @param post what is made of it
   * @param k how many values are kept
   */
  public static Network build(String name, Signal result, Post post, int k) {
    if (!(result.source() instanceof Dense)) {
      throw new ImportException(
          "the model has no layer between input and output; it needs a MatMul or Gemm");
    }
    int last = result.lastQuantizer();
    List<Step> tail = result.steps().subList(last + 1, result.steps().size());
    Optional<Quantizer> outputCodes =
        last < 0
            ? Optional.empty()
            : Optional.of(((Step.Quantize) result.steps().get(last)).quantizer());
    OutputHead head = HeadBuilder.build(result, tail, outputCodes, post, k);
    LinkedList<Dense> chain = new LinkedList<>(List.of((Dense) result.source()));
    while (chain.getFirst().input().source() instanceof Dense previous) {
      chain.addFirst(previous);
    }
    CodedSignal first = chain.getFirst().input();
    Source.Input input = (Source.Input) first.source();
    int functions =
        first.before().stream().allMatch(Step::isShared) ? 1 : new Shape(input.shape()).size();
    requireFew("the input '" + Node.shortened(input.name()) + "'", functions, first.quantizer());
    List<Optional<CodedSignal>> outputs = new ArrayList<>();
    for (Dense dense : chain.subList(1, chain.size())) {
      outputs.add(Optional.of(dense.input()));
    }
    outputs.add(outputCodes.map(q -> lastCodes(result, last, q)));
    for (int i = 0; i < chain.size(); i++) {
      Dense dense = chain.get(i);
      outputs.get(i).ifPresent(o -> requireFew(dense.label(), rows(dense), o.quantizer()));
    }
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      layers.add(layer(chain.get(i), outputs.get(i)));
    }
    return new Network(name, input.shape(), inputQuantizer(input, first, functions), layers, head);
  }

  private static CodedSignal lastCodes(Signal result, int quantizer, Quantizer q) {
    return new CodedSignal(
        result.source(),
        result.steps().subList(0, quantizer),
        q,
        BigFraction.ONE,
        Coefficients.ZERO);
  }

  private static int rows(Dense dense) {
    return dense.weights().rows();
  }

  private static InputQuantizer inputQuantizer(
      Source.Input input, CodedSignal first, int functions) {
    int features = new Shape(input.shape()).size();
    List<List<Stage>> stages = new ArrayList<>();
    for (int feature = 0; feature < functions; feature++) {
      stages.add(stages(first.before(), feature));
    }
    return InputQuantizer.compile(features, stages, first.quantizer());
  }

  private static DenseLayer layer(Dense dense, Optional<CodedSignal> output) {
    var input = dense.input().quantizer().format();
    if (output.isEmpty()) {
      return new DenseLayer(dense.layer(), dense.weights(), input, Optional.empty());
    }
    Quantizer quantizer = output.get().quantizer();
    List<Step> steps = output.get().before();
    IntegerRange range = dense.weights().accumulatorRange(input);
    try {
      List<StepFunction> channels =
          IntStream.range(0, rows(dense))
              .parallel()
              .mapToObj(row -> StepCompiler.compile(stages(steps, row), quantizer, range))
              .toList();
      return new DenseLayer(
          dense.layer(),
          dense.weights(),
          input,
          Optional.of(new Requantizer(quantizer.format(), channels)));
    } catch (IllegalStateException e) {
      throw ImportException.of(
          "%s cannot be folded exactly, because %s; change the parameters behind it slightly",
          dense.label(), rootOf(e).getMessage());
    }
  }

  /** What was thrown first: a parallel stream may wrap it. */
  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }

  private static void requireFew(String owner, long functions, Quantizer quantizer) {
    long thresholds = functions * (quantizer.format().levels().count() - 1L);
    if (thresholds > MOST_THRESHOLDS) {
      throw ImportException.of(
          "%s needs %d thresholds to quantize %d features to %s; allowed are up to %d, so use fewer"
              + " bits",
          owner, thresholds, functions, quantizer.format().name(), MOST_THRESHOLDS);
    }
  }

  private static List<Stage> stages(List<Step> steps, int feature) {
    return steps.stream().map(step -> step.stage(feature)).toList();
  }
}
