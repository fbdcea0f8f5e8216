package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.util.ArrayList;
import java.util.List;

/**
 * What a building block is made of: LUTs in named terms, all else as plain counts.
 *
 * <p>Terms exist so that a correction can be fitted for each share of the structure; {@link
 * bitwright.cost.Technology#price} applies it. Values are immutable; the methods return extended
 * copies. Example: an adder of 8 bits is {@code Primitive.of("adder").luts("bits", 8).carries(2)}.
 *
 * @param name the block, under which coefficients are stored
 * @param terms its LUTs; no two terms have the same name
 * @param ff flip-flops
 * @param carry carry cells of the family
 * @param blockRam block memories: halves of 18 Kbit, on iCE40 those of 4 Kbit
 * @param uram memories of 288 Kbit (UltraScale+)
 * @param spram memories of 256 Kbit (iCE40 UltraPlus)
 * @param dsp multiply-accumulate blocks
 */
public record Primitive(
    String name, List<Term> terms, int ff, int carry, int blockRam, int uram, int spram, int dsp) {

  /** Keeps an unmodifiable copy. */
  public Primitive {
    terms = List.copyOf(terms);
  }

  /** A block of which nothing is known yet. */
  public static Primitive of(String name) {
    return new Primitive(name, List.of(), 0, 0, 0, 0, 0, 0);
  }

  /** With more LUTs in a term. */
  public Primitive luts(String term, double count) {
    if (count == 0) {
      return this;
    }
    List<Term> all = new ArrayList<>(terms);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(term)) {
        all.set(i, new Term(term, all.get(i).count() + count));
        return withTerms(all);
      }
    }
    all.add(new Term(term, count));
    return withTerms(all);
  }

  private Primitive withTerms(List<Term> all) {
    return new Primitive(name, all, ff, carry, blockRam, uram, spram, dsp);
  }

  /** With more flip-flops, or with fewer if the number is negative. */
  public Primitive ffs(int more) {
    return new Primitive(name, terms, ff + more, carry, blockRam, uram, spram, dsp);
  }

  /** With more carry cells. */
  public Primitive carries(int more) {
    return new Primitive(name, terms, ff, carry + more, blockRam, uram, spram, dsp);
  }

  /** With more block memories. */
  public Primitive blockRams(int more) {
    return new Primitive(name, terms, ff, carry, blockRam + more, uram, spram, dsp);
  }

  /** With more memories of 288 Kbit. */
  public Primitive urams(int more) {
    return new Primitive(name, terms, ff, carry, blockRam, uram + more, spram, dsp);
  }

  /** With more memories of 256 Kbit. */
  public Primitive sprams(int more) {
    return new Primitive(name, terms, ff, carry, blockRam, uram, spram + more, dsp);
  }

  /** With more multiply-accumulate blocks. */
  public Primitive dsps(int more) {
    return new Primitive(name, terms, ff, carry, blockRam, uram, spram, dsp + more);
  }

  /** With another block as a part, whose LUTs become one term of this one. */
  public Primitive with(String term, Primitive part) {
    return with(term, part, 1);
  }

  /** With copies of another block as parts, whose LUTs become one term of this one. */
  public Primitive with(String term, Primitive part, int copies) {
    Primitive sum = luts(term, copies * part.luts());
    return new Primitive(
        name,
        sum.terms,
        ff + copies * part.ff,
        carry + copies * part.carry,
        blockRam + copies * part.blockRam,
        uram + copies * part.uram,
        spram + copies * part.spram,
        dsp + copies * part.dsp);
  }

  /** With the terms and counts of another block, terms of equal names added. */
  public Primitive plus(Primitive other) {
    Primitive sum = this;
    for (Term term : other.terms) {
      sum = sum.luts(term.name(), term.count());
    }
    return sum.with("", other.withTerms(List.of()), 1);
  }

  /** All LUTs of the structure, uncorrected. */
  public double luts() {
    double sum = 0;
    for (Term term : terms) {
      sum += term.count();
    }
    return sum;
  }

  /** The structure as it is, uncorrected, LUTs rounded. */
  public Resources structure() {
    int lut = Math.max(0, (int) Math.round(luts()));
    return new Resources(lut, ff, carry, blockRam, uram, spram, dsp);
  }
}
