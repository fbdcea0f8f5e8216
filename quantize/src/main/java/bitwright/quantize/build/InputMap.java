package bitwright.quantize.build;

import bitwright.arith.network.MapShape;
import bitwright.quantize.ImportException;
import bitwright.quantize.build.Streams.Stream;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Source.Computed;
import bitwright.quantize.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** The map that the layers see in the network's input: a vector, unless one looks at pixels. */
final class InputMap {

  private InputMap() {}

  static MapShape of(Streams streams) {
    Source.Input input = (Source.Input) streams.sources().get(0);
    Optional<MapShape> map = Optional.empty();
    String user = "";
    for (int i = 1; i < streams.sources().size(); i++) {
      Computed layer = (Computed) streams.sources().get(i);
      List<Stream> inputs = streams.inputs(i);
      for (int port = 0; port < inputs.size(); port++) {
        Optional<MapShape> wanted = layer.inputMaps().get(port);
        if (inputs.get(port).source() != 0 || wanted.isEmpty()) {
          continue;
        }
        if (map.isPresent() && !map.equals(wanted)) {
          throw ImportException.of(
              "%s is taken as a map of %s by %s, but as one of %s by %s; give both the same shape",
              input.label(), map.get(), user, wanted.get(), layer.label());
        }
        map = wanted;
        user = layer.label();
      }
    }
    return map.orElseGet(() -> MapShape.vector(new Shape(input.shape()).size()));
  }
}
