package bitwright.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.Accelerator;
import bitwright.hw.delivery.ClockNames;
import bitwright.hw.delivery.DeliveryOptions;
import bitwright.hw.delivery.Provenance;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the files of a package say, read by parsers of their languages: same ports everywhere, only
 * files that exist, no path that leads out.
 */
class PackageFilesTest {

  private static final DeliveryOptions EVERYTHING = new DeliveryOptions(ClockNames.AP, true);

  private static final Accelerator PLAIN =
      Packages.of("digits-minifloat", 2, DeliveryOptions.DEFAULT);

  private static final Accelerator FULL = Packages.of("digits-minifloat", 2, EVERYTHING);

  @TempDir Path folder;

  @Test
  void equalBytesOnEveryRun() {
    Accelerator again = Packages.of("digits-minifloat", 2, EVERYTHING);
    assertEquals(FULL.files().keySet(), again.files().keySet());
    FULL.files().forEach((path, bytes) -> assertArrayEquals(bytes, again.files().get(path), path));
    assertTrue(FULL.files().size() > 50, "files compared");
  }

  @Test
  void noFileNamesAPlaceOutsideThePackage() {
    Pattern absolute =
        Pattern.compile("(?m)(^|[\\s\"'=])(/(home|root|tmp|work|usr|opt)/|[A-Z]:\\\\)");
    int read = 0;
    for (String path : FULL.files().keySet()) {
      String text = text(FULL, path);
      assertFalse(absolute.matcher(text).find(), path);
      assertFalse(text.contains("\r"), path);
      assertFalse(text.matches("(?s).*@[a-z_]+@.*"), () -> "an unfilled hole in " + path);
      read++;
    }
    assertTrue(read > 50, read + " files");
  }

  @Test
  void theManifestListsEveryOtherFile() throws Exception {
    for (Accelerator each : List.of(PLAIN, FULL)) {
      JsonNode manifest = new ObjectMapper().readTree(each.files().get("manifest.json"));
      assertEquals(each.files().size() - 1, manifest.get("files").size());
      for (var file : manifest.get("files").properties()) {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(each.files().get(file.getKey()));
        assertEquals(HexFormat.of().formatHex(digest), file.getValue().asText(), file.getKey());
      }
      assertEquals(64, manifest.get("configHash").asText().length());
      assertEquals(Provenance.VERSION, manifest.get("version").asText());
    }
    JsonNode full = new ObjectMapper().readTree(FULL.files().get("manifest.json"));
    assertEquals("ap_clk", full.get("clock").asText());
    assertEquals("ap_rst_n", full.get("reset").get("port").asText());
    assertEquals(29, full.get("ports").size());
  }

  @Test
  void aPackageIsReplacedAndNothingElse() throws IOException {
    Path target = folder.resolve("p");
    FULL.writeTo(target);
    PLAIN.writeTo(target);
    assertFalse(Files.exists(target.resolve("rtl/StatusRegisters.sv")));
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.writeString(own.resolve("README.md"), "mine");
    assertThrows(IOException.class, () -> PLAIN.writeTo(own));
    assertEquals("mine", Files.readString(own.resolve("README.md")));
    Files.writeString(target.resolve("notes.txt"), "mine");
    assertThrows(IOException.class, () -> PLAIN.writeTo(target));
  }

  @Test
  void theVersionIsThatOfThePom() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertTrue(
        pom.contains("<artifactId>bitwright</artifactId>\n  <version>" + Provenance.VERSION + "<"));
  }

  @Test
  void optionsChangeTheHash() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String plain = mapper.readTree(PLAIN.files().get("manifest.json")).get("configHash").asText();
    String full = mapper.readTree(FULL.files().get("manifest.json")).get("configHash").asText();
    assertFalse(plain.equals(full));
  }

  @Test
  void theCoreFileIsCapi2() {
    String text = text(FULL, "digits_minifloat.core");
    assertTrue(text.startsWith("CAPI=2:\n"), "CAPI2 begins so");
    Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.substring(8));
    JsonNode core = new ObjectMapper().valueToTree(parsed);
    assertEquals("bitwright:accelerator:digits_minifloat:0.1.0", core.get("name").asText());
    assertEquals(Set.of("default", "lint", "sim", "synth"), names(core.get("targets")), "targets");
    int files = 0;
    for (JsonNode fileset : core.get("filesets")) {
      for (JsonNode file : fileset.get("files")) {
        String name = file.isTextual() ? file.asText() : names(file).iterator().next();
        assertTrue(FULL.files().containsKey(name), name);
        files++;
      }
    }
    long delivered = FULL.files().keySet().stream().filter(f -> f.startsWith("rtl/")).count();
    assertEquals(delivered + 4, files, "sources, memories, bench, two vector files, constraints");
    for (JsonNode target : core.get("targets")) {
      target.get("filesets").forEach(f -> assertTrue(core.get("filesets").has(f.asText())));
      if (target.has("parameters")) {
        target.get("parameters").forEach(p -> assertTrue(core.get("parameters").has(p.asText())));
      }
    }
    assertEquals("digits_minifloat_tb", core.get("targets").get("sim").get("toplevel").asText());
  }

  @Test
  void ipXactHasThePortsAndFilesOfTheModule() throws Exception {
    for (Accelerator each : List.of(PLAIN, FULL)) {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document document =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(each.files().get("ip/component.xml")));
      List<String> described = new ArrayList<>();
      NodeList ports = elements(document, "port");
      for (int i = 0; i < ports.getLength(); i++) {
        Element port = (Element) ports.item(i);
        String left = first(port, "left");
        String width = left.isEmpty() ? "" : "[" + left + ":0] ";
        String direction = first(port, "direction").equals("in") ? "input" : "output";
        described.add(direction + " " + width + first(port, "name"));
      }
      assertEquals(declared(each), described);
      NodeList files = elements(document, "file");
      assertTrue(files.getLength() > 20);
      for (int i = 0; i < files.getLength(); i++) {
        String path = first((Element) files.item(i), "name");
        assertTrue(each.files().containsKey(path.substring("../".length())), path);
      }
      Set<String> mapped = new TreeSet<>();
      NodeList physical = elements(document, "physicalPort");
      for (int i = 0; i < physical.getLength(); i++) {
        mapped.add(first((Element) physical.item(i), "name"));
      }
      assertEquals(described.size(), mapped.size(), "every port belongs to a bus");
    }
  }

  /** The ports that the wrapper declares. */
  private static List<String> declared(Accelerator accelerator) {
    Matcher matcher =
        Pattern.compile("(?m)^    (input|output) +wire (\\[\\d+:0\\] )?(\\w+),?$")
            .matcher(text(accelerator, "rtl/digits_minifloat_ip.v"));
    List<String> ports = new ArrayList<>();
    while (matcher.find()) {
      String width = matcher.group(2) == null ? "" : matcher.group(2);
      ports.add(matcher.group(1) + " " + width + matcher.group(3));
    }
    assertTrue(ports.size() >= 10, ports.toString());
    return ports;
  }

  @Test
  void theSaveFileNamesSignalsOfTheWaveform() throws IOException {
    FULL.writeTo(folder.resolve("p"));
    Shell.run(folder.resolve("p"), "make", "-s", "-C", "tb", "waves").ok();
    Set<String> signals = signals(folder.resolve("p/tb/digits_minifloat_tb.vcd"));
    int named = 0;
    for (String line : text(FULL, "waves/digits_minifloat.gtkw").split("\n")) {
      if (line.startsWith("digits_minifloat_tb.")) {
        assertTrue(signals.contains(line), line);
        named++;
      } else if (line.startsWith("^")) {
        String filter = line.substring(line.indexOf(' ') + 1);
        assertTrue(FULL.files().containsKey(filter.substring("../".length())), line);
      }
    }
    assertTrue(named > 20, named + " signals");
    String filter = text(FULL, "waves/e3m2.txt");
    assertTrue(filter.contains("\n1f 28\n") && filter.contains("\n21 -0.0625\n"), filter);
  }

  /** The full names of all signals of a VCD file. */
  private static Set<String> signals(Path file) throws IOException {
    Set<String> signals = new TreeSet<>();
    List<String> scopes = new ArrayList<>();
    try (var lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        String[] words = line.trim().split(" +");
        if (line.startsWith("$enddefinitions")) {
          break;
        } else if (words[0].equals("$scope")) {
          scopes.add(words[2]);
        } else if (words[0].equals("$upscope")) {
          scopes.remove(scopes.size() - 1);
        } else if (words[0].equals("$var")) {
          String range = words[5].startsWith("[") ? words[5] : "";
          signals.add(String.join(".", scopes) + "." + words[4] + range);
        }
      }
    }
    return signals;
  }

  private static NodeList elements(Document document, String name) {
    return document.getElementsByTagNameNS(
        "http://www.accellera.org/XMLSchema/IPXACT/1685-2014", name);
  }

  private static String first(Element element, String name) {
    NodeList list = element.getElementsByTagNameNS("*", name);
    return list.getLength() == 0 ? "" : list.item(0).getTextContent();
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String text(Accelerator accelerator, String path) {
    return new String(accelerator.files().get(path), StandardCharsets.UTF_8);
  }
}
