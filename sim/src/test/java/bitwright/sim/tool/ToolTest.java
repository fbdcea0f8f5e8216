package bitwright.sim.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolTest {

  @Test
  void aMissingToolIsNamedWithTheLineThatInstallsIt() {
    ToolMissingException problem =
        new ToolMissingException(List.of(Tool.VERILATOR, Tool.COMPILER, Tool.MAKE));
    assertTrue(problem.getMessage().startsWith("verilator and g++ and make are not installed"));
    assertTrue(problem.getMessage().endsWith("apt-get install -y g++ make verilator"));
    assertTrue(problem.getMessage().endsWith(problem.installLine()));
  }

  @Test
  void toolsOfOnePackageAreInstalledOnce() {
    assertTrue(
        Tool.installLine(List.of(Tool.VVP, Tool.ICARUS)).endsWith("apt-get install -y iverilog"));
  }

  @Test
  void installedToolsTellTheirVersions() {
    assertTrue(Tool.VERILATOR.version().orElseThrow().startsWith("Verilator 5"));
    assertTrue(Tool.ICARUS.version().orElseThrow().startsWith("Icarus Verilog"));
  }

  @Test
  void aFailingCommandTellsItsOutput() {
    Command command = Command.of("sh", "-c", "echo the reason; exit 7");
    assertEquals(7, command.run().exitCode());
    SimulationException problem = assertThrows(SimulationException.class, command::runChecked);
    assertTrue(problem.getMessage().contains("exit code 7"));
    assertTrue(problem.getMessage().contains("the reason"));
  }
}
