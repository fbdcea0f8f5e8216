package bitwright.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceTest {

  @Test
  void boardsAndPartsAreFoundInAnyCase() {
    assertEquals(Device.DEFAULT, Device.find("Pynq-Z1"));
    assertEquals(Device.DEFAULT, Device.find("PYNQ-Z2"));
    assertEquals("xc7a35t", Device.find("Arty").name());
    assertEquals(53_200, Device.find("XC7Z020").lut());
    assertEquals(135, Device.find("xc7a100t").bram36());
    assertEquals(80, Device.find("xc7z010").dsp());
  }

  @Test
  void everyFamilyHasDevices() {
    for (String name : List.of("xc7z010", "xc7z020", "xc7a35t", "xc7a100t", "xczu3eg", "xczu7ev")) {
      assertTrue(Device.find(name).family().xilinx(), name);
    }
    assertEquals(Family.ICE40, Device.find("ice40hx8k").family());
    Device up5k = Device.find("iCEBreaker");
    assertEquals("ice40up5k", up5k.name());
    assertEquals(4, up5k.spram());
    assertEquals(30, up5k.blockRam());
    Device kria = Device.find("KV260");
    assertEquals(Family.XCUP, kria.family());
    assertEquals(64, kria.uram());
    assertEquals(144, kria.bram36());
    assertEquals(70_560 / 8, Device.find("Ultra96").carry());
  }

  @Test
  void everyAliasNamesAPart() {
    assertTrue(Device.aliases().size() >= 3);
    Device.aliases().forEach((board, part) -> assertEquals(part, Device.find(board).name()));
  }

  @Test
  void anUnknownDeviceNamesTheNearest() {
    CostException e = assertThrows(CostException.class, () -> Device.find("xc7z02"));
    assertTrue(e.getMessage().startsWith("device 'xc7z02' is not in the catalogue"));
    assertTrue(e.getMessage().contains("did you mean xc7z020?"), e.getMessage());
    CostException board = assertThrows(CostException.class, () -> Device.find("pink-z1"));
    assertTrue(board.getMessage().contains("did you mean pynq-z1?"), board.getMessage());
    for (String far : List.of("nosuch", "foo", "")) {
      String message = assertThrows(CostException.class, () -> Device.find(far)).getMessage();
      assertTrue(message.contains("is not in the catalogue; known parts are xc7z010"), message);
    }
  }

  @Test
  void aDeviceThatIsTooSmallSaysWhatIsMissing() {
    Resources needed = new Resources(60_000, 10, 10, 281, 0);
    var shortfalls = Estimate.shortfalls(needed, Device.DEFAULT);
    assertEquals(2, shortfalls.size());
    assertEquals(
        "LUT: 60000 needed, 53200 on the device, 6800 too few", shortfalls.get(0).toString());
    assertEquals(
        "BRAM36: 140.5 needed, 140 on the device, 0.5 too few", shortfalls.get(1).toString());
  }

  @Test
  void shortfallsAreCalledAsTheFamilyCallsThem() {
    Resources needed = new Resources(6_000, 10, 6_000, 31, 0, 5, 0);
    assertEquals(
        List.of("LUT", "SB_CARRY", "EBR", "SPRAM"),
        Estimate.shortfalls(needed, Device.find("ice40up5k")).stream()
            .map(Shortfall::resource)
            .toList());
  }
}
