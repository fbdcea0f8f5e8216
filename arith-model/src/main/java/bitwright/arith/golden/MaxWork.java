package bitwright.arith.golden;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Levels;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import java.util.List;

/** Pooling by maximum, in ranks: the order of values. */
final class MaxWork implements LayerModel.CodeWork {

  private final Patches patches;
  private final Levels levels;

  MaxWork(PoolLayer layer) {
    patches = layer.patches();
    levels = layer.patches().windowFormat().levels();
  }

  @Override
  public void codes(List<CodeMatrix> inputs, int from, int to, int[] codes, int offset) {
    CodeMatrix maps = inputs.get(0);
    int channels = patches.input().channels();
    int[] cut = new int[patches.count() * patches.size()];
    int at = offset;
    for (int v = from; v < to; v++) {
      patches.copy(maps.codes(), v * maps.width(), cut, 0);
      for (int patch = 0; patch < cut.length; patch += patches.size()) {
        for (int c = 0; c < channels; c++) {
          int rank = 0;
          for (int i = patch + c; i < patch + patches.size(); i += channels) {
            rank = Math.max(rank, levels.rank(cut[i]));
          }
          codes[at++] = levels.code(rank);
        }
      }
    }
  }
}
