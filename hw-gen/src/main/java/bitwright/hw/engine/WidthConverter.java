package bitwright.hw.engine;

import bitwright.hw.chisel.Stream;
import java.util.function.Supplier;

/**
 * Joins streams of different beat sizes: up to the least common multiple, then down. Neither step
 * loses throughput, so a vector passes in max(beats in, beats out) cycles.
 */
final class WidthConverter {

  private WidthConverter() {}

  /** Makes instances in the circuit under construction. */
  interface Instances {
    <C extends bitwright.hw.chisel.Circuit> C add(String name, Supplier<C> circuit);
  }

  /** The stream regrouped from beats of {@code from} elements to beats of {@code to}. */
  static Stream convert(
      Instances instances, String name, Stream stream, int elementBits, int from, int to) {
    int multiple = leastCommonMultiple(from, to);
    Stream result = stream;
    if (multiple > from) {
      Upsizer up =
          instances.add(name + "_up", () -> new Upsizer(from * elementBits, multiple / from));
      result.to(up.in);
      result = up.out;
    }
    if (multiple > to) {
      Downsizer down =
          instances.add(name + "_down", () -> new Downsizer(to * elementBits, multiple / to));
      result.to(down.in);
      result = down.out;
    }
    return result;
  }

  private static int leastCommonMultiple(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }
}
