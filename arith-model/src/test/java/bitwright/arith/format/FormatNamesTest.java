package bitwright.arith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.oracle.Formats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatNamesTest {

  @Test
  void everyNameReadsBackAndNoTwoFormatsShareOne() {
    List<Format> formats = new ArrayList<>(Formats.upTo8Bits(-200, -8, -1, 0, 1, 7, 999 - 127));
    formats.addAll(Formats.integers(16).subList(1 + 7 * 4, 1 + 15 * 4));
    Set<String> names = new HashSet<>();
    for (Format format : formats) {
      assertTrue(names.add(format.name()), format.name());
      assertEquals(format, FormatNames.parse(format.name()));
    }
    assertTrue(names.size() > 1500, () -> names.size() + " names");
  }

  @Test
  void namesMeanWhatTheFieldSays() {
    assertEquals(new IntegerFormat(4, true, false), FormatNames.parse("int4"));
    assertEquals(new IntegerFormat(8, false, false), FormatNames.parse("uint8"));
    assertEquals(new MinifloatFormat(5, 2, 15, true, Specials.IEEE), FormatNames.parse("e5m2"));
    assertEquals(new MinifloatFormat(4, 3, 7, true, Specials.FN), FormatNames.parse("e4m3fn"));
    assertEquals(new MinifloatFormat(4, 3, 8, true, Specials.FNUZ), FormatNames.parse("e4m3fnuz"));
    assertEquals(new MinifloatFormat(5, 2, 16, true, Specials.FNUZ), FormatNames.parse("e5m2fnuz"));
    assertEquals(new MinifloatFormat(4, 3, 11, true, Specials.NONE), FormatNames.parse("e4m3b11"));
    assertEquals(new MinifloatFormat(2, 2, 1, false, Specials.NONE), FormatNames.parse("ue2m2"));
    assertEquals(new PowerOfTwoFormat(3, true), FormatNames.parse("pot3z"));
    assertEquals(new BipolarFormat(1), FormatNames.parse("bipolar1"));
    assertEquals(new TernaryFormat(), FormatNames.parse("ternary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "int",
        "int1",
        "int17",
        "int99",
        "uint0",
        "uint1n",
        "e0m3",
        "e4",
        "e4m4",
        "e9m0",
        "e1m0",
        "ue4m3fnuz",
        "e4m3fn448",
        "e4m3b5000",
        "e4m3b",
        "pot1",
        "pot9",
        "bipolar0",
        "bipolar9",
        "Ternary",
        "int4 ",
        "float8",
        "e1m1ieeee",
        "e2m1b99999999999"
      })
  void anyOtherNameIsRefusedInOneSentence(String name) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> FormatNames.parse(name));
    assertFalse(refusal instanceof NumberFormatException, refusal::toString);
    assertFalse(refusal.getMessage().contains("\n"));
  }
}
