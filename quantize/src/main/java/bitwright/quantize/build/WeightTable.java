package bitwright.quantize.build;

import bitwright.arith.format.Format;
import bitwright.arith.format.Reals;
import bitwright.quantize.graph.Node;
import bitwright.quantize.tensor.QuantizedTensor;
import bitwright.quantize.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A weight matrix as indices into a table of distinct numbers, with a scale per row.
 *
 * <p>Weights take few distinct values, so that whatever is asked of them is asked of the table.
 *
 * @param rows output channels
 * @param columns inputs
 * @param indices for each weight, row by row, its position in the table
 * @param numbers the table, before the row's scale
 * @param scales one per row
 * @param format the format that the file gave the weights, if it quantizes them
 */
record WeightTable(
    int rows,
    int columns,
    int[] indices,
    List<BigFraction> numbers,
    List<BigFraction> scales,
    Optional<Format> format) {

  /** More distinct values than any format of 16 bits has make no table. */
  private static final int LARGEST = 1 << 16;

  static WeightTable of(Node node, QuantizedTensor weights) {
    int rows = weights.shape().dim(0);
    int columns = weights.shape().dim(1);
    int[] indices = new int[rows * columns];
    List<BigFraction> scales = new ArrayList<>();
    Map<Integer, Integer> table = new HashMap<>();
    List<BigFraction> numbers = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      BigFraction scale = weights.scale(row * columns);
      scales.add(scale);
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        if (weights.group(i) != weights.group(row * columns) && !weights.scale(i).equals(scale)) {
          throw node.refuse(
              "has weights whose scale varies within output channel %d; scales must be per tensor or"
                  + " per output channel",
              row);
        }
        int code = weights.code(i);
        indices[i] =
            table.computeIfAbsent(
                code,
                c -> {
                  numbers.add(Reals.value(weights.format(), c));
                  return numbers.size() - 1;
                });
      }
    }
    return new WeightTable(rows, columns, indices, numbers, scales, Optional.of(weights.format()));
  }

  /** The table of an unquantized tensor; nothing if it has too many distinct numbers. */
  static Optional<WeightTable> of(Tensor weights) {
    int rows = weights.shape().dim(0);
    int columns = weights.shape().dim(1);
    int[] indices = new int[rows * columns];
    Map<Object, Integer> table = new HashMap<>();
    List<BigFraction> numbers = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      Object key = weights.isDouble() ? (Object) (weights.approximate(i) + 0.0) : weights.value(i);
      Integer index = table.get(key);
      if (index == null) {
        if (numbers.size() == LARGEST) {
          return Optional.empty();
        }
        index = numbers.size();
        numbers.add(weights.value(i));
        table.put(key, index);
      }
      indices[i] = index;
    }
    List<BigFraction> ones = Collections.nCopies(rows, BigFraction.ONE);
    return Optional.of(new WeightTable(rows, columns, indices, numbers, ones, Optional.empty()));
  }

  /** The distinct indices of a row. */
  Set<Integer> used(int row) {
    Set<Integer> used = new HashSet<>();
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      used.add(indices[i]);
    }
    return used;
  }
}
