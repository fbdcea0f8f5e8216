package bitwright.hw.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.MapShape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drawings and templates, on facts made by hand. */
class PipelineDrawingTest {

  /** Layers by their sources: 0 and 1 in a row, 2 joins 1 and the input, 3 joins 2 and 0. */
  private static Design branching() {
    List<LayerRow> layers =
        List.of(
            row("conv0", 100, -1),
            row("conv1", 400, 0),
            row("add2", 50, 1, -1),
            row("add3", 50, 2, 0));
    StreamPort in = port("s_axis", true);
    StreamPort out = port("m_axis", false);
    return new Design(
        "net",
        DeliveryOptions.DEFAULT,
        new Provenance("net.onnx", Optional.empty(), "nothing", 1),
        in,
        out,
        Port.of(DeliveryOptions.DEFAULT, in, out),
        400,
        1000,
        layers,
        List.of(),
        1,
        List.of("rtl/net.sv"),
        List.of(),
        "0".repeat(64),
        new Target("part", "synth_xilinx", false));
  }

  private static LayerRow row(String name, int cycles, Integer... sources) {
    return new LayerRow(
        name,
        "conv",
        "1×8×8 → 1×8×8",
        "int4 × uint4",
        "uint4",
        "PE 1",
        "",
        cycles,
        List.of(sources));
  }

  private static StreamPort port(String name, boolean isInput) {
    var format = FormatNames.parse("uint4");
    return new StreamPort(
        name,
        isInput,
        1,
        4,
        64,
        new MapShape(1, 8, 8),
        Optional.of(format),
        IntegerRange.of(0, 15));
  }

  @Test
  void everyStreamIsDrawn() throws Exception {
    String svg = PipelineDrawing.svg(branching());
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    var paths = document.getElementsByTagName("path");
    int straight = 0;
    int skips = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      if (path.hasAttribute("marker-end")) {
        if (path.getAttribute("d").contains("H")) {
          skips++;
        } else {
          straight++;
        }
      }
    }
    assertEquals(5, straight, "input, four layers in a row, output");
    assertEquals(2, skips, "input to add2, conv0 to add3");
    for (String name : List.of("s_axis", "conv0", "conv1", "add2", "add3", "m_axis")) {
      assertTrue(svg.contains(">" + name + "<"), name);
    }
  }

  @Test
  void skipsThatOverlapRunApart() {
    String svg = PipelineDrawing.svg(branching());
    long lanes =
        svg.lines().filter(l -> l.contains("H654")).count()
            + svg.lines().filter(l -> l.contains("H670")).count();
    assertEquals(2, lanes, svg);
    assertTrue(svg.contains("H654") && svg.contains("H670"), svg);
  }

  @Test
  void holesAndValuesMatch() {
    assertThrows(IllegalStateException.class, () -> Template.of("lint.mk").text());
    assertThrows(
        IllegalStateException.class,
        () -> Template.of("constraints.xdc").with("clock", "a").with("other", "c").text());
    String constraints =
        Template.of("constraints.xdc").with("clock", "a").with("period", "b").text();
    assertTrue(constraints.contains("a"), constraints);
  }
}
