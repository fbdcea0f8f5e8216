package bitwright.arith.fabric;

import java.util.List;

/**
 * One look-up table: a function of at most six nets (LUT1 to LUT6), or two functions that share its
 * inputs (LUT6_2).
 *
 * <p>The second function has no more than the first five inputs. It is any function if there are no
 * more inputs than five; with six, it is the first function with the sixth input at 0, as O5 of a
 * LUT6_2 is the lower half of its contents.
 *
 * @param inputs the nets read, none of them constant
 * @param tables the one or two functions: O6, then O5
 * @param outputs the nets driven, one for each function
 */
public record Lut(List<Net> inputs, List<TruthTable> tables, List<Net> outputs) implements Cell {

  /** Checks that the functions fit one look-up table. */
  public Lut {
    inputs = List.copyOf(inputs);
    tables = List.copyOf(tables);
    outputs = List.copyOf(outputs);
    if (tables.isEmpty() || tables.size() > 2 || tables.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "a look-up table of %d functions and %d outputs; allowed are one and one or two and two"
              .formatted(tables.size(), outputs.size()));
    }
    int five = Math.min(inputs.size(), 5);
    boolean fits = tables.get(0).inputs() == inputs.size();
    if (tables.size() == 2) {
      TruthTable second = tables.get(1);
      fits &= second.inputs() == five;
      fits &= inputs.size() <= 5 || tables.get(0).with(5, false).equals(second);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "functions %s of %d inputs do not fit one look-up table"
              .formatted(tables, inputs.size()));
    }
  }

  /** Whether this is a LUT6_2 with both outputs in use. */
  public boolean isDual() {
    return tables.size() == 2;
  }

  /** The 64 bits of a LUT6_2, whose sixth input is 1 unless it is among the inputs. */
  public long contents() {
    TruthTable first = tables.get(0);
    if (inputs.size() == 6) {
      return first.bits();
    }
    int[] place = new int[inputs.size()];
    for (int k = 0; k < place.length; k++) {
      place[k] = k;
    }
    TruthTable second = isDual() ? tables.get(1) : first;
    return first.placed(5, place).bits() << 32 | second.placed(5, place).bits();
  }

  @Override
  public List<Net> reads() {
    return inputs;
  }

  @Override
  public List<Net> drives() {
    return outputs;
  }
}
