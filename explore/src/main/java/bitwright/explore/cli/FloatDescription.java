package bitwright.explore.cli;

import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is inside a float network.
 *
 * @param model the network
 */
record FloatDescription(FloatModel model) {

  /** One line for each of some networks. */
  static Table list(List<FloatDescription> models) {
    Table table = new Table("network", "topology", ">MACs", ">parameters");
    for (FloatDescription description : models) {
      RealNetwork network = description.model.network();
      table.row(
          description.model.label(),
          description.model.topology(),
          "%,d".formatted(network.macs()),
          "%,d".formatted(network.parameters()));
    }
    return table;
  }

  /** Tables for people. */
  String text(Console console) {
    RealNetwork network = model.network();
    Table table = new Table("layer", "kind", "input", "output", ">weights", ">MACs");
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      List<String> inputs = network.inputShapes(i).stream().map(String::valueOf).toList();
      table.row(
          node.name(),
          kind(network, i),
          String.join(" + ", inputs),
          node.output(),
          weights(node) == 0 ? "-" : "%,d".formatted(weights(node)),
          weights(node) == 0 ? "-" : "%,d".formatted(macs(node)));
    }
    return String.format(
        Locale.ROOT,
        "%s: float, %s, %,d MACs, %,d parameters%n%ninput   %s%noutput  [%d]%s%n%n%s%n%s%n",
        console.strong(model.label()),
        model.topology(),
        network.macs(),
        network.parameters(),
        Words.shape(network.inputDims()),
        network.output().elements(),
        network.softmax() ? ", then Softmax" : "",
        table.render(console),
        "Scales and batch normalization behind a layer are folded into it; 'quantize' makes hardware"
            + " of it.");
  }

  /** The same for programs. */
  Map<String, Object> json() {
    RealNetwork network = model.network();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model.label());
    map.put("float", true);
    map.put("inputShape", network.inputDims());
    map.put("outputs", network.output().elements());
    map.put("softmax", network.softmax());
    map.put("macs", network.macs());
    map.put("parameters", network.parameters());
    List<Map<String, Object>> layers = new ArrayList<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      Map<String, Object> layer = new LinkedHashMap<>();
      layer.put("name", node.name());
      layer.put("kind", kind(network, i));
      layer.put("outputShape", node.output().dims());
      layer.put("weights", weights(node));
      layer.put("macs", macs(node));
      layers.add(layer);
    }
    map.put("layers", layers);
    return map;
  }

  private static String kind(RealNetwork network, int node) {
    if (network.nodes().get(node).operator() instanceof Linear linear) {
      return linear.isDense(network.inputShapes(node).get(0)) ? "dense" : "conv";
    }
    return network.nodes().get(node).operator().getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static long weights(RealNode node) {
    return node.operator() instanceof Linear linear ? (long) linear.rows() * linear.columns() : 0;
  }

  private static long macs(RealNode node) {
    return weights(node) * node.output().pixels();
  }
}
