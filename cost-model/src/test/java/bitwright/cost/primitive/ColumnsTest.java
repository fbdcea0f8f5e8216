package bitwright.cost.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Columns of memories against the definition, bit by bit as text. */
class ColumnsTest {
  private static final int MEMORIES = 400;

  /** The numbers that a price depends on. */
  private record Counts(int changing, int count, int addressBits, int segments, int selectors) {}

  @Test
  void countsWhatTheDefinitionCounts() {
    Random random = new Random(7);
    Set<Counts> seen = new HashSet<>();
    for (int i = 0; i < MEMORIES; i++) {
      List<BigInteger> words = words(random);
      for (Family family : new Family[] {Family.XC7, Family.ICE40}) {
        Counts expected = byDefinition(family, words);
        assertEquals(expected, fast(family, words), () -> family + " " + words);
        seen.add(expected);
      }
    }
    assertTrue(seen.size() > MEMORIES / 2, seen.size() + " different memories");
  }

  @Test
  void aChangedWordChangesTheCounts() {
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      words.add(BigInteger.valueOf(i & 3));
    }
    Counts before = fast(Family.XC7, words);
    words.set(77, BigInteger.valueOf(2));
    assertNotEquals(before, fast(Family.XC7, words));
  }

  /** Of the weights of a layer, folded in every legal way. */
  @Test
  void weightsAreReadWordByWord() {
    Random random = new Random(8);
    int folds = 0;
    for (String name : List.of("int4", "int3", "e4m3fn", "bipolar1")) {
      Format format = FormatNames.parse(name);
      for (int[] shape : new int[][] {{12, 18}, {64, 10}, {3, 130}}) {
        int[] codes = random.ints((long) shape[0] * shape[1], 0, 2).toArray();
        WeightMatrix weights = new WeightMatrix(format, shape[0], shape[1], codes);
        DenseLayer layer = new DenseLayer("layer", weights, format, Optional.empty());
        for (Fold fold : Folding.legal(layer)) {
          MatrixPlan plan = new MatrixPlan(layer, fold);
          List<BigInteger> words = new ArrayList<>();
          for (int address = 0; address < plan.weightDepth(); address++) {
            words.add(plan.weightWord(address));
          }
          WordColumns columns = WordColumns.of(plan);
          assertEquals(byDefinition(Family.XC7, words), counts(Family.XC7, columns));
          folds++;
        }
      }
    }
    assertTrue(folds > 200, folds + " folds");
  }

  private static List<BigInteger> words(Random random) {
    int depth = 1 + random.nextInt(random.nextBoolean() ? 20 : 300);
    int width = 1 + random.nextInt(90);
    int kind = random.nextInt(4);
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      BigInteger word =
          kind == 0 && i > 0 && random.nextInt(3) > 0
              ? words.get(random.nextInt(i))
              : new BigInteger(width, random);
      BigInteger address = BigInteger.valueOf(i);
      words.add(kind == 1 ? address : kind == 2 ? word.shiftLeft(9).or(address) : word);
    }
    return words;
  }

  private static Counts fast(Family family, List<BigInteger> words) {
    return counts(family, WordColumns.of(words));
  }

  private static Counts counts(Family family, WordColumns words) {
    Columns columns = Columns.of(words, family.lutInputs());
    return new Counts(
        words.changing(),
        columns.count(),
        columns.addressBits(),
        columns.segments(),
        columns.selectors(family));
  }

  private static Counts byDefinition(Family family, List<BigInteger> words) {
    int depth = words.size();
    int segment = 1 << family.lutInputs();
    int width = words.stream().mapToInt(BigInteger::bitLength).max().orElse(0);
    Set<String> columns = new TreeSet<>();
    int changing = 0;
    for (int bit = 0; bit < width; bit++) {
      StringBuilder column = new StringBuilder();
      for (BigInteger word : words) {
        column.append(word.testBit(bit) ? '1' : '0');
      }
      columns.add(column.toString());
      changing += changes(column.toString()) ? 1 : 0;
    }
    columns.removeIf(column -> !changes(column));
    int before = columns.size();
    columns.removeIf(column -> isAddress(column));
    Set<String> segments = new TreeSet<>();
    int selectors = 0;
    for (String column : columns) {
      Set<String> own = new TreeSet<>();
      for (int from = 0; from < depth; from += segment) {
        String part = column.substring(from, Math.min(depth, from + segment));
        own.add(part + "0".repeat(Math.min(segment, depth) - part.length()));
      }
      selectors += own.size() > 1 ? Luts.multiplexer(family, Luts.ceilDiv(depth, segment)) : 0;
      segments.addAll(own);
    }
    segments.removeIf(part -> !changes(part) || isAddress(part));
    return new Counts(
        changing, columns.size(), before - columns.size(), segments.size(), selectors);
  }

  private static boolean changes(String column) {
    return column.contains("0") && column.contains("1");
  }

  private static boolean isAddress(String column) {
    for (int bit = 0; 1 << bit < column.length(); bit++) {
      StringBuilder address = new StringBuilder();
      for (int i = 0; i < column.length(); i++) {
        address.append(i >> bit & 1);
      }
      if (column.contentEquals(address)) {
        return true;
      }
    }
    return false;
  }
}
