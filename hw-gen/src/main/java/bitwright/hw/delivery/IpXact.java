package bitwright.hw.delivery;

import bitwright.hw.engine.StatusRegisters;
import java.util.List;

/**
 * The component description of IEEE 1685-2014 (IP-XACT): buses, registers, ports and files.
 *
 * <p>Streams and AXI4-Lite are bound to the bus definitions that Arm publishes for AMBA 4.
 */
final class IpXact {

  private static final String SPACE = "http://www.accellera.org/XMLSchema/IPXACT/1685-2014";

  private IpXact() {}

  static String text(Design design) {
    Xml xml = new Xml("ipxact:");
    xml.open(
        "component",
        "xmlns:ipxact",
        SPACE,
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation",
        SPACE + " " + SPACE + "/index.xsd");
    xml.leaf("vendor", "bitwright.github.io");
    xml.leaf("library", "accelerator");
    xml.leaf("name", design.core());
    xml.leaf("version", Provenance.release());
    buses(xml, design);
    if (design.options().axiLite()) {
      memoryMap(xml);
    }
    model(xml, design);
    files(xml, design);
    xml.leaf(
        "description",
        "Streaming accelerator of the network %s: one frame every %d cycles, latency %d cycles"
            .formatted(design.core(), design.interval(), design.latency()));
    xml.close();
    return xml.text();
  }

  private static void buses(Xml xml, Design design) {
    xml.open("busInterfaces");
    for (String bus : design.buses()) {
      boolean stream = !bus.equals("s_axi");
      String type = stream ? "AXI4Stream" : "AXI4-Lite";
      String version = stream ? "r0p0_1" : "r0p0_0";
      xml.open("busInterface").leaf("name", bus);
      xml.empty(
          "busType", "vendor", "amba.com", "library", "AMBA4", "name", type, "version", version);
      xml.open("abstractionTypes").open("abstractionType");
      xml.empty(
          "abstractionRef",
          "vendor",
          "amba.com",
          "library",
          "AMBA4",
          "name",
          type + "_rtl",
          "version",
          version);
      xml.open("portMaps");
      portMap(xml, "ACLK", design.clock());
      portMap(xml, "ARESETn", design.reset());
      for (Port port : design.ports()) {
        if (port.bus().equals(bus)) {
          portMap(xml, port.role(), port.name());
        }
      }
      xml.close().close().close();
      if (bus.equals("m_axis")) {
        xml.empty("master");
      } else if (stream) {
        xml.empty("slave");
      } else {
        xml.open("slave").empty("memoryMapRef", "memoryMapRef", "registers").close();
      }
      xml.close();
    }
    xml.close();
  }

  private static void portMap(Xml xml, String logical, String physical) {
    xml.open("portMap");
    xml.open("logicalPort").leaf("name", logical).close();
    xml.open("physicalPort").leaf("name", physical).close();
    xml.close();
  }

  private static void memoryMap(Xml xml) {
    xml.open("memoryMaps").open("memoryMap").leaf("name", "registers");
    xml.open("addressBlock").leaf("name", "status").leaf("baseAddress", "'h0");
    xml.leaf("range", "'h1000").leaf("width", 32).leaf("usage", "register");
    for (StatusRegisters.Register register : StatusRegisters.MAP) {
      String access = register.writable() ? "read-write" : "read-only";
      xml.open("register").leaf("name", register.name());
      xml.leaf("description", register.about());
      xml.leaf("addressOffset", "'h%x".formatted(register.address())).leaf("size", 32);
      xml.leaf("volatile", register.address() >= 0x30).leaf("access", access);
      xml.open("field").leaf("name", "value").leaf("bitOffset", 0).leaf("bitWidth", 32);
      xml.close().close();
    }
    xml.close().leaf("addressUnitBits", 8).close().close();
  }

  private static void model(Xml xml, Design design) {
    xml.open("model");
    xml.open("views").open("view").leaf("name", "rtl");
    xml.leaf("componentInstantiationRef", "rtl_instantiation").close().close();
    xml.open("instantiations").open("componentInstantiation").leaf("name", "rtl_instantiation");
    xml.leaf("language", "Verilog").leaf("moduleName", design.ip());
    xml.open("fileSetRef").leaf("localName", "sources").close();
    xml.open("fileSetRef").leaf("localName", "memories").close();
    xml.close().close();
    xml.open("ports");
    for (Port port : design.ports()) {
      xml.open("port").leaf("name", port.name()).leaf("description", port.about()).open("wire");
      xml.leaf("direction", port.isInput() ? "in" : "out");
      if (port.width() > 1) {
        xml.open("vectors").open("vector");
        xml.leaf("left", port.width() - 1).leaf("right", 0).close().close();
      }
      xml.close().close();
    }
    xml.close().close();
  }

  private static void files(Xml xml, Design design) {
    xml.open("fileSets");
    fileSet(xml, "sources", design.sources());
    fileSet(xml, "memories", design.memories());
    xml.close();
  }

  private static void fileSet(Xml xml, String name, List<String> files) {
    xml.open("fileSet").leaf("name", name);
    for (String file : files) {
      String type =
          file.endsWith(".sv")
              ? "systemVerilogSource"
              : file.endsWith(".v") ? "verilogSource" : "unknown";
      xml.open("file").leaf("name", "../" + file).leaf("fileType", type).close();
    }
    xml.close();
  }
}
