package bitwright.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.architecture.planted.KnowsEverything;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may know which: the structure that the architecture page promises. */
class ArchitectureTest {

  private static final String[] CHISEL = {"chisel3..", "circt..", "firrtl..", "scala.."};

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("bitwright");

  private static final List<ArchRule> RULES =
      List.of(
          outside("bitwright.hw.chisel..", CHISEL),
          outside("bitwright.sim.verilator..", "com.sun.jna.."),
          outside("bitwright.quantize..", "ai.onnx..", "com.google.protobuf.."),
          outside("bitwright.explore..", "picocli..", "me.tongfei.."),
          outside("bitwright.explore.journal..", "java.sql..", "org.sqlite.."),
          outside("bitwright.explore.space..", "org.yaml.."),
          knowsNone(
              "bitwright.arith..",
              "bitwright.quantize..",
              "bitwright.hw..",
              "bitwright.sim..",
              "bitwright.cost..",
              "bitwright.explore.."),
          knowsNone(
              "bitwright.quantize..",
              "bitwright.hw..",
              "bitwright.sim..",
              "bitwright.cost..",
              "bitwright.explore.."),
          knowsNone(
              "bitwright.cost..",
              "bitwright.quantize..",
              "bitwright.hw..",
              "bitwright.sim..",
              "bitwright.explore.."),
          knowsNone(
              "bitwright.hw..",
              "bitwright.quantize..",
              "bitwright.sim..",
              "bitwright.cost..",
              "bitwright.explore.."),
          knowsNone(
              "bitwright.sim..",
              "bitwright.quantize..",
              "bitwright.cost..",
              "bitwright.explore.."));

  private static ArchRule outside(String home, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage("bitwright..")
        .and()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static ArchRule knowsNone(String from, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  @TestFactory
  List<DynamicTest> everyRuleHolds() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PROGRAM)))
        .toList();
  }

  @Test
  void theWholeProgramWasLookedAt() {
    for (String module : List.of("arith", "quantize", "hw", "sim", "cost", "explore")) {
      assertTrue(
          PROGRAM.stream().anyMatch(c -> c.getPackageName().startsWith("bitwright." + module)),
          "no class of bitwright." + module);
    }
    assertTrue(PROGRAM.size() > 200, PROGRAM.size() + " classes");
  }

  @Test
  void aClassThatKnowsTooMuchIsSeen() {
    JavaClasses planted = new ClassFileImporter().importClasses(KnowsEverything.class);
    assertFalse(RULES.get(0).evaluate(planted).getFailureReport().isEmpty());
    assertFalse(RULES.get(1).evaluate(planted).getFailureReport().isEmpty());
    ArchRule direction =
        knowsNone("bitwright.architecture..", "bitwright.explore..", "bitwright.sim..");
    assertFalse(direction.evaluate(planted).getFailureReport().isEmpty());
  }
}
