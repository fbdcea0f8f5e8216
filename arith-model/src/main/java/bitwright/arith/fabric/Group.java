package bitwright.arith.fabric;

import java.util.List;

/**
 * Cells that belong together: how their nets are called, and what a reader of the Verilog is told
 * of them.
 *
 * <p>Nets of the group {@code a} 3 in stage 1 have names that begin with {@code s1_a3}; without a
 * stage with {@code a3}, without a number with {@code a}.
 *
 * @param kind what it is, in a few letters
 * @param stage the registers between the operands and the group, or {@link #NONE}
 * @param number tells groups of a kind and a stage apart, or {@link #NONE}
 * @param title a sentence about the group; empty for nothing to say
 * @param rows what is added
 */
public record Group(String kind, int stage, int number, String title, List<Row> rows) {
  /** Instead of a stage or a number. */
  public static final int NONE = -1;

  /**
   * Bits of equal weight that are added.
   *
   * @param column their weight is 2^column
   * @param bits the bits
   */
  public record Row(int column, List<Bit> bits) {

    /** Keeps a copy of the list. */
    public Row {
      bits = List.copyOf(bits);
    }
  }

  /**
   * A function of nets, as a reader knows it.
   *
   * @param function the function
   * @param nets what it reads
   */
  public record Bit(TruthTable function, List<Net> nets) {

    /** Keeps a copy of the list. */
    public Bit {
      nets = List.copyOf(nets);
    }
  }

  /** Keeps a copy of the list. */
  public Group {
    rows = List.copyOf(rows);
  }

  /** A group of which nothing more is to be said. */
  public static Group of(String kind, int number) {
    return new Group(kind, NONE, number, "", List.of());
  }

  /** What the names of its nets begin with. */
  String prefix() {
    String numbered = number == NONE ? kind : kind + number;
    return stage == NONE || number == NONE ? numbered : "s" + stage + "_" + numbered;
  }
}
