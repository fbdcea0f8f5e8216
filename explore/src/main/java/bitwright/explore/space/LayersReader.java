package bitwright.explore.space;

import bitwright.quantize.ptq.QuantizationSpec.Layer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads formats by layer from YAML or JSON: {@code {conv1: int8 × int4, fc: {weights: e2m1}}}. What
 * a layer leaves open is that of all layers.
 */
public final class LayersReader {

  private LayersReader() {}

  /**
   * Reads a file.
   *
   * @param what names the file in messages
   * @param known the layers that the network has
   * @param all the formats of layers that are not named
   * @throws IllegalArgumentException in one sentence that names the file, the line and the layer
   */
  public static Map<String, Layer> read(
      String what, Path file, List<String> known, FormatPair all) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    Entry.document(what, file)
        .fields(known)
        .forEach((name, entry) -> layers.put(name, layer(entry, all)));
    return layers;
  }

  private static Layer layer(Entry entry, FormatPair all) {
    if (!entry.isMap()) {
      FormatPair pair = FormatReader.pair(entry);
      return new Layer(pair.weights(), pair.activations());
    }
    Map<String, Entry> fields = entry.fields(List.of("weights", "activations"));
    return new Layer(
        format(fields.get("weights"), all.weights()),
        format(fields.get("activations"), all.activations()));
  }

  private static String format(Entry entry, String otherwise) {
    return entry == null ? otherwise : FormatReader.name(entry, entry.text());
  }
}
