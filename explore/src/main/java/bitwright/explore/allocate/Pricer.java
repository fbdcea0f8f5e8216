package bitwright.explore.allocate;

import bitwright.arith.network.Network;
import bitwright.cost.CostException;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.LayerEstimate;
import bitwright.cost.Resources;
import bitwright.cost.timing.Delays;
import bitwright.explore.allocate.DesignPrice.LayerPrice;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.Target;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.ptq.Mixture;
import bitwright.quantize.ptq.QonnxWriter;
import bitwright.quantize.ptq.QuantizedNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Prices mixtures of formats as a job prices its network, and remembers them. */
final class Pricer {

  private final Mixture mixture;
  private final Target target;
  private final Map<List<Integer>, Optional<DesignPrice>> known = new ConcurrentHashMap<>();

  Pricer(Mixture mixture, Target target) {
    this.mixture = mixture;
    this.target = target;
  }

  /** The price of a choice; nothing if it cannot be built. */
  Optional<DesignPrice> price(int[] choice) {
    List<Integer> key = Arrays.stream(choice).boxed().collect(Collectors.toList());
    Optional<DesignPrice> price = known.get(key);
    if (price == null) {
      price = price(mixture.network(choice));
      known.put(key, price);
    }
    return price;
  }

  /** The price of a network; nothing if it cannot be built. */
  Optional<DesignPrice> price(QuantizedNetwork quantized) {
    try {
      byte[] file = QonnxWriter.write(quantized);
      Network network = QonnxImporter.load(file, "quantized", ImportOptions.defaults()).network();
      Device device = Device.find(target.device());
      Estimate estimate = CostModel.estimate(JobRunner.plan(network, target), device);
      Delays delays = Delays.of(device);
      return Optional.of(
          new DesignPrice(
              estimate.layers().stream().map(layer -> layerPrice(layer, delays)).toList(),
              estimate.cyclesPerInference()));
    } catch (ImportException | CostException e) {
      return Optional.empty();
    }
  }

  private static LayerPrice layerPrice(LayerEstimate layer, Delays delays) {
    Resources r = layer.resources();
    return new LayerPrice(r.lut(), r.bram36(), r.dsp(), delays.of(layer.path()));
  }
}
