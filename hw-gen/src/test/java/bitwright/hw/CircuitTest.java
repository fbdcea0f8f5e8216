package bitwright.hw;

import static bitwright.hw.chisel.Logic.lookup;
import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;
import static bitwright.hw.chisel.Type.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.HardwareException;
import bitwright.hw.chisel.Signed;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the facade emits, and how it refuses mistakes. */
class CircuitTest {

  /** acc ← acc ± (activation · 2^exponent). */
  private static final class PowerOfTwoMac extends Circuit {
    final Bits weight = input("weight", bits(3));
    final Signed activation = input("activation", signed(4));
    final Flag enable = input("enable", flag());
    final Signed sum = output("sum", signed(12));

    PowerOfTwoMac() {
      super("PowerOfTwoMac");
      describe("Sum of activations, each times a signed power of two.", "  acc = acc +- a * 2^e");
      var shifted =
          activation.extend(7).bits().shiftLeft(weight.low(2), 7).asSigned().named("shifted");
      var term = mux(weight.bit(2), shifted.negate(), shifted).named("term");
      var accumulator = register("accumulator", signed(12), 0);
      when(enable, () -> accumulator.set(accumulator.plus(term).wrap(12)));
      sum.set(accumulator);
    }
  }

  @Test
  void aRegisteredOperatorReadsLikeVerilog() {
    assertEquals(
        """
        // Sum of activations, each times a signed power of two.
        //   acc = acc +- a * 2^e
        module PowerOfTwoMac(
          input         clock,
                        reset,
          input  [2:0]  weight,
          input  [3:0]  activation,
          input         enable,
          output [11:0] sum
        );

          reg  [11:0] accumulator;
          wire [4:0]  _GEN = weight[0] ? {activation, 1'h0} : {activation[3], activation};
          wire [6:0]  shifted_1 = weight[1] ? {_GEN, 2'h0} : {{2{activation[3]}}, _GEN};
          wire [7:0]  _GEN_0 = {shifted_1[6], shifted_1};
          wire [7:0]  term = weight[2] ? 8'h0 - _GEN_0 : _GEN_0;
          always @(posedge clock) begin
            if (reset)
              accumulator <= 12'h0;
            else if (enable)
              accumulator <= accumulator + {{4{term[7]}}, term};
          end // always @(posedge)
          assign sum = accumulator;
        endmodule
        """,
        Elaboration.of(PowerOfTwoMac::new).modules().get("PowerOfTwoMac"));
  }

  private static final class Body extends Circuit {
    Body(Consumer<Body> body) {
      super("Body", Clocking.NONE);
      body.accept(this);
    }

    Bits in(String name, int width) {
      return input(name, bits(width));
    }

    Bits out(String name, int width) {
      return output(name, bits(width));
    }
  }

  private static String emit(Consumer<Body> body) {
    return Elaboration.of(() -> new Body(body)).modules().get("Body");
  }

  private static String refusal(Consumer<Body> body) {
    return assertThrows(HardwareException.class, () -> emit(body)).getMessage();
  }

  @Test
  void sumsAreExactAndSayTheirWidth() {
    assertTrue(
        emit(c -> c.out("sum", 7).set(c.in("a", 4).plus(c.in("b", 6))))
            .contains("assign sum = {3'h0, a} + {1'h0, b};"));
  }

  @Test
  void aWiderValueDoesNotFitANarrowerTarget() {
    String message = refusal(c -> c.out("sum", 6).set(c.in("a", 4).plus(c.in("b", 6))));
    assertTrue(message.startsWith("CircuitTest.java:"), message);
    assertTrue(
        message.endsWith(
            "'sum' is bits 6 and cannot take a value of bits 7; narrow the value by name or widen 'sum'"),
        message);
  }

  @Test
  void aConstantThatDoesNotFitIsRefused() {
    String message = refusal(c -> signed(3).constant(4));
    assertTrue(message.endsWith("the constant 4 does not fit in signed 3"), message);
  }

  @Test
  void inputsCannotBeSetFromInside() {
    String message = refusal(c -> c.in("a", 2).set(bits(2).constant(1)));
    assertTrue(message.contains("'a' cannot be set here"), message);
  }

  @Test
  void bitsOutsideAValueAreRefused() {
    String message = refusal(c -> c.in("a", 4).slice(4, 1));
    assertTrue(message.endsWith("bits 4..1 do not lie within bits 4"), message);
  }

  @Test
  void combinationalCircuitsHoldNoRegisters() {
    String message = refusal(c -> register("r", bits(1)));
    assertTrue(message.endsWith("'Body' is combinational and holds no registers"), message);
  }

  @Test
  void anOutputThatIsNeverSetIsRefused() {
    String message = refusal(c -> c.out("forgotten", 2));
    assertTrue(message.contains("forgotten"), message);
  }

  private static final class Inverter extends Circuit {
    final Bits a = input("a", bits(2));
    final Bits y = output("y", bits(2));

    Inverter(boolean inverts) {
      super("Inverter", Clocking.NONE);
      y.set(inverts ? a.not() : a);
    }
  }

  private static final class Pair extends Circuit {
    Pair(boolean firstInverts) {
      super("Pair", Clocking.NONE);
      var first = instance("first", () -> new Inverter(firstInverts));
      var second = instance("second", () -> new Inverter(true));
      first.a.set(input("a", bits(2)));
      second.a.set(first.y);
      output("y", second.y);
    }
  }

  @Test
  void longParagraphsOfTheHeadAreWrapped() {
    String text =
        Elaboration.of(() -> new Described("  " + "nine char ".repeat(12)))
            .modules()
            .get("Described");
    assertEquals(
        List.of(
            "//   " + "nine char ".repeat(9).strip() + " nine",
            "//   char " + "nine char ".repeat(2).strip(),
            "module Described("),
        text.lines().limit(3).toList());
  }

  @Test
  void descriptionsArePlainAscii() {
    var refused =
        assertThrows(
            HardwareException.class, () -> Elaboration.of(() -> new Described("\u03a3 terms")));
    assertTrue(refused.getMessage().endsWith("is not plain ASCII"), refused.getMessage());
  }

  private static final class Described extends Circuit {
    Described(String paragraph) {
      super("Described", Clocking.NONE);
      describe(paragraph);
      output("y", input("a", bits(2)));
    }
  }

  @Test
  void instancesOfOneNameShareOneModule() {
    assertEquals(
        Set.of("Inverter", "Pair"), Elaboration.of(() -> new Pair(true)).modules().keySet());
  }

  @Test
  void differentCircuitsOfOneNameAreRefused() {
    var refused =
        assertThrows(HardwareException.class, () -> Elaboration.of(() -> new Pair(false)));
    assertTrue(
        refused.getMessage().startsWith("two different circuits are named Inverter"),
        refused.getMessage());
  }

  @Test
  void equalHalvesOfATableVanish() {
    List<BigInteger> entries =
        List.of(BigInteger.ONE, BigInteger.TWO, BigInteger.TWO, BigInteger.TWO);
    String text = emit(c -> c.out("y", 2).set(lookup(c.in("i", 2), bits(2), entries)));
    assertTrue(text.contains("assign y = (|i) ? 2'h2 : 2'h1;"), text);
  }
}
