package bitwright.quantize.signal;

import bitwright.arith.format.Format;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.step.Requantizer;
import bitwright.quantize.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A passage of codes: a layer whose integers are the images of the codes that entered.
 *
 * @param layer the name given to the layer
 * @param label how messages call the node
 * @param passage what it does
 * @param inputs what enters: codes of one format that mean the same numbers
 */
public record Passing(String layer, String label, Passage passage, List<CodedSignal> inputs)
    implements Source.Computed {

  /** Copies the list. */
  public Passing {
    inputs = List.copyOf(inputs);
  }

  /**
   * The signal of codes that pass: from images to real numbers.
   *
   * @param inputs what enters: codes whose offsets are shared
   * @param shape the shape of one image as the graph has it
   */
  public static Signal of(
      String layer, String label, Passage passage, List<CodedSignal> inputs, Shape shape) {
    CodedSignal first = inputs.get(0);
    Signal images =
        new Signal(new Passing(layer, label, passage, inputs), shape, List.of())
            .affine(Coefficients.all(first.quantize().unit()), Coefficients.ZERO);
    return images.then(first.quantize()).affine(Coefficients.all(first.slope()), first.offset());
  }

  /** The same passage under another name: of one node, for codes of two quantizers. */
  public Passing named(String name) {
    return new Passing(name, label, passage, inputs);
  }

  @Override
  public MapShape map() {
    return passage.output();
  }

  @Override
  public List<Optional<MapShape>> inputMaps() {
    return passage.inputs().stream().map(Optional::of).toList();
  }

  /** The format of the codes. */
  public Format format() {
    return inputs.get(0).format();
  }

  @Override
  public Layer build(List<MapShape> maps, Optional<Requantizer> requantizer) {
    return passage.layer(layer, format());
  }
}
