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
   * @param ofInput those of them that the network's input enters, whose activations are its own
   * @param all the formats of layers that are not named
   * @param input the format of the network's input
   * @throws IllegalArgumentException in one sentence that names the file, the line and the layer
   */
  public static Map<String, Layer> read(
      String what,
      Path file,
      List<String> known,
      List<String> ofInput,
      FormatPair all,
      String input) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    Entry.document(what, file)
        .fields(known)
        .forEach(
            (name, entry) ->
                layers.put(
                    name, ofInput.contains(name) ? first(entry, all, input) : layer(entry, all)));
    return layers;
  }

  private static Layer layer(Entry entry, FormatPair all) {
    if (!entry.isMap()) {
      return layer(FormatReader.pair(entry));
    }
    Map<String, Entry> fields = fields(entry);
    return layer(
        FormatReader.pair(
            entry,
            format(fields.get("weights"), all.weights()),
            format(fields.get("activations"), all.activations())));
  }

  /** A layer that the input enters; activations that it names must be those of the input. */
  private static Layer first(Entry entry, FormatPair all, String input) {
    if (!entry.isMap() && !FormatReader.isPair(entry)) {
      return layer(FormatReader.pair(entry, FormatReader.name(entry, entry.text()), input));
    }
    boolean silent = entry.isMap() && !fields(entry).containsKey("activations");
    Layer layer = layer(entry, silent ? new FormatPair(all.weights(), input) : all);
    if (!List.of(input, input.replaceFirst("^u", "")).contains(layer.activations())) {
      throw entry.refuse(
          "asks for %s activations, but the network's input enters it, which is %s; name the"
              + " input's format with --input and leave activations out here",
          layer.activations(), input);
    }
    return layer;
  }

  private static Map<String, Entry> fields(Entry entry) {
    return entry.fields(List.of("weights", "activations"));
  }

  private static Layer layer(FormatPair pair) {
    return new Layer(pair.weights(), pair.activations());
  }

  private static String format(Entry entry, String otherwise) {
    return entry == null ? otherwise : FormatReader.name(entry, entry.text());
  }
}
