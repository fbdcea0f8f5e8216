package bitwright.quantize.operator;

import bitwright.arith.format.Reals;
import bitwright.arith.format.Rounding;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Pending;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Step;
import java.util.Optional;

/** What enters a layer must be codes. */
final class Codes {

  private Codes() {}

  /**
   * A signal as codes. An input of the network that the file does not quantize gets the quantizer
   * of the import options.
   *
   * @throws bitwright.quantize.ImportException if the signal is not quantized
   */
  static CodedSignal of(Node node, Scope scope, Signal signal) {
    Optional<CodedSignal> coded = signal.coded();
    if (coded.isPresent()) {
      return coded.get();
    }
    Optional<Source.Input> input = rawInput(signal);
    if (input.isPresent()) {
      Quantizer quantizer =
          new Quantizer(
              scope.options().inputFormat(), Rounding.TIES_TO_EVEN, scope.options().inputScale());
      if (scope.assumedInput().isEmpty()) {
        scope.notice(
            "the network input '%s' reaches %s unquantized; it is taken as %s with scale %s, to which inputs are rounded"
                .formatted(
                    Node.shortened(input.get().name()),
                    node.label(),
                    quantizer.format().name(),
                    Reals.toDouble(quantizer.scale())));
      }
      scope.assumeInput(quantizer);
      return signal.then(new Step.Quantize(quantizer, node.label())).coded().orElseThrow();
    }
    if (signal.source() instanceof Pending pending && isCoded(pending)) {
      throw node.refuse(
          "takes the result of %s, which joins or compares codes of different scales or offsets; put"
              + " a quantizer between them, or give what enters %s one scale",
          pending.label(), pending.label());
    }
    if (signal.lastQuantizer() < 0) {
      throw node.refuse(
          "takes the result of %s without a quantizer between them; put a Quant, BipolarQuant or"
              + " FloatQuant before it",
          signal.source().label());
    }
    Step.Quantize quantizer = (Step.Quantize) signal.steps().get(signal.lastQuantizer());
    throw node.refuse(
        "takes features that are scaled one by one or bounded between codes after %s; move these"
            + " operators before that quantizer",
        quantizer.label());
  }

  private static boolean isCoded(Pending pending) {
    return pending.inputs().stream().allMatch(input -> input.lastQuantizer() >= 0);
  }

  /** The network's input, if nothing but unquantized input is in a signal. */
  private static Optional<Source.Input> rawInput(Signal signal) {
    if (signal.lastQuantizer() >= 0) {
      return Optional.empty();
    }
    if (signal.source() instanceof Source.Input input) {
      return Optional.of(input);
    }
    Optional<Source.Input> found = Optional.empty();
    if (signal.source() instanceof Pending pending) {
      for (Signal part : pending.inputs()) {
        found = rawInput(part);
        if (found.isEmpty()) {
          return found;
        }
      }
    }
    return found;
  }
}
