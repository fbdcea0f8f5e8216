package bitwright.arith.golden;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.UpsampleLayer;
import java.util.List;

/** Layers that only move codes: for every output element, which input element it is. */
final class GatherWork implements LayerModel.CodeWork {

  private final int[] map;
  private final int[] element;

  private GatherWork(int elements) {
    map = new int[elements];
    element = new int[elements];
  }

  static GatherWork of(ConcatLayer layer) {
    GatherWork work = new GatherWork(layer.outputShape().elements());
    int to = 0;
    for (int pixel = 0; pixel < layer.outputShape().pixels(); pixel++) {
      for (int input = 0; input < layer.inputs().size(); input++) {
        int channels = layer.inputs().get(input).channels();
        for (int c = 0; c < channels; c++) {
          work.map[to] = input;
          work.element[to++] = pixel * channels + c;
        }
      }
    }
    return work;
  }

  static GatherWork of(UpsampleLayer layer) {
    MapShape from = layer.input();
    return of(
        layer.outputShape(),
        (y, x, c) -> (y / layer.rows() * from.width() + x / layer.columns()) * from.channels() + c);
  }

  static GatherWork of(DepthToSpaceLayer layer) {
    MapShape from = layer.input();
    int block = layer.block();
    return of(
        layer.outputShape(),
        (y, x, c) ->
            (y / block * from.width() + x / block) * from.channels()
                + layer.sourceChannel(c, y % block, x % block));
  }

  /** The place in the input's stream of an output element. */
  private interface Origin {
    int of(int y, int x, int channel);
  }

  private static GatherWork of(MapShape output, Origin origin) {
    GatherWork work = new GatherWork(output.elements());
    int to = 0;
    for (int y = 0; y < output.height(); y++) {
      for (int x = 0; x < output.width(); x++) {
        for (int c = 0; c < output.channels(); c++) {
          work.element[to++] = origin.of(y, x, c);
        }
      }
    }
    return work;
  }

  @Override
  public void codes(List<CodeMatrix> inputs, int from, int to, int[] codes, int offset) {
    int at = offset;
    for (int v = from; v < to; v++) {
      for (int i = 0; i < map.length; i++) {
        codes[at++] = inputs.get(map[i]).code(v, element[i]);
      }
    }
  }
}
