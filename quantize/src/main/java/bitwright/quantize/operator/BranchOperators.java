package bitwright.quantize.operator;

import bitwright.arith.network.MapShape;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Sum;
import bitwright.quantize.signal.Value.Dynamic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * {@code Add} and {@code Sub} of two branches of codes.
 *
 * <p>With x = u·p + b and y = v·q + c (p, q images of codes): x + y = g·(m·p + n·q) + b + c, where
 * g is the greatest number that u and v are integer multiples m and n of. Example: units 0.5 and
 * 0.75 give g = 0.25, m = 2, n = 3.
 */
final class BranchOperators {

  /** The most bits of a multiplier; a sum of codes of 16 bits then fits in 63. */
  private static final int WIDEST = 46;

  private BranchOperators() {}

  /** Whether both operands depend on the network's input. */
  static boolean isBranches(Node node, Scope scope) {
    return node.inputs().size() == 2
        && scope.input(node, 0) instanceof Dynamic
        && scope.input(node, 1) instanceof Dynamic;
  }

  static void add(Node node, Scope scope, boolean subtract) {
    node.allowAttributes("axis", "broadcast", "consumed_inputs");
    Signal first = scope.signal(node, 0);
    Signal second = scope.signal(node, 1);
    if (!first.shape().equals(second.shape()) || !first.order().equals(second.order())) {
      throw node.refuse(
          "joins branches of shapes %s and %s; they must have one shape and one order of axes",
          first.shape(), second.shape());
    }
    CodedSignal a = Codes.of(node, scope, first);
    CodedSignal b = Codes.of(node, scope, second);
    BigFraction sign = subtract ? BigFraction.MINUS_ONE : BigFraction.ONE;
    Coefficients offset = a.offset().plus(b.offset().map(sign::multiply));
    Signal sum =
        a.hasCodesOf(b)
            ? doubled(first, a, a.slope().add(b.slope().multiply(sign)), offset)
            : sum(node, scope, first, second, List.of(a, b), sign, offset);
    scope.define(node, 0, new Dynamic(sum));
  }

  /** A branch that meets itself is scaled. */
  private static Signal doubled(
      Signal signal, CodedSignal codes, BigFraction slope, Coefficients offset) {
    List<Step> steps = new ArrayList<>(codes.before());
    steps.add(codes.quantize());
    steps.addAll(codes.bounds());
    steps.add(new Step.Affine(Coefficients.all(slope), offset));
    return new Signal(codes.source(), signal.shape(), signal.order(), steps);
  }

  private static Signal sum(
      Node node,
      Scope scope,
      Signal first,
      Signal second,
      List<CodedSignal> branches,
      BigFraction sign,
      Coefficients offset) {
    MapShape map = map(node, first, second);
    BigFraction u = branches.get(0).unit();
    BigFraction v = branches.get(1).unit().multiply(sign);
    BigFraction unit = greatestCommon(u, v);
    List<BigInteger> multipliers =
        List.of(u.divide(unit).getNumerator(), v.divide(unit).getNumerator());
    if (multipliers.stream().anyMatch(m -> m.bitLength() > WIDEST)) {
      throw node.refuse(
          "adds codes in units of %s and %s, which have no common unit within 2^%d; use scales of"
              + " common size",
          Scope.show(u), Scope.show(v), WIDEST);
    }
    Sum source = new Sum(scope.names().next(node), node.label(), branches, multipliers, map);
    Step.Affine meaning = new Step.Affine(Coefficients.all(unit), offset);
    return new Signal(source, first.shape(), first.order(), List.of(meaning));
  }

  private static MapShape map(Node node, Signal first, Signal second) {
    Optional<MapShape> one = Maps.given(first.source());
    Optional<MapShape> other = Maps.given(second.source());
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      throw node.refuse(
          "joins %s's map of %s and %s's map of %s; both must be one map",
          first.source().label(), one.get(), second.source().label(), other.get());
    }
    return one.or(() -> other).orElseGet(() -> Maps.of(node, first));
  }

  /** The greatest positive number that both are integer multiples of. */
  private static BigFraction greatestCommon(BigFraction u, BigFraction v) {
    BigInteger top =
        u.getNumerator()
            .multiply(v.getDenominator())
            .gcd(v.getNumerator().multiply(u.getDenominator()));
    return new BigFraction(top, u.getDenominator().multiply(v.getDenominator()));
  }
}
