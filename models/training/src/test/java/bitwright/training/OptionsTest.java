package bitwright.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static String refusal(String... args) {
    return assertThrows(IllegalArgumentException.class, () -> Options.parse(args)).getMessage();
  }

  @Test
  void optionsMayStandAnywhere() {
    Options options = Options.parse("in", "--epochs", "3", "out", "digits-int4", "--seed", "7");
    assertEquals("in", options.digits().toString());
    assertEquals("out", options.models().toString());
    assertEquals(7, options.seed());
    assertEquals(OptionalInt.of(3), options.epochs());
    assertEquals(List.of("digits-int4"), options.networks());
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals(Options.USAGE, refusal("in"));
    assertTrue(refusal("in", "out", "digits-int5").contains("digits-int5"));
    assertTrue(refusal("in", "out", "--seed").contains("--seed"));
    assertTrue(refusal("in", "out", "--epochs", "0").contains("'0'"));
    assertTrue(refusal("in", "out", "--epochs", "1e3").contains("'1e3'"));
  }
}
