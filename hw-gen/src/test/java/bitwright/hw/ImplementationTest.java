package bitwright.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.FormatNames;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Arithmetic;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.hw.delivery.Delivery;
import bitwright.hw.delivery.DeliveryOptions;
import bitwright.hw.delivery.Provenance;
import bitwright.hw.delivery.ResourceEstimate;
import bitwright.hw.support.Bench;
import bitwright.hw.support.Networks;
import bitwright.hw.support.Tool;
import bitwright.hw.support.Yosys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units that are not made of portable Verilog with memories of any kind. */
class ImplementationTest {

  private static final int VECTORS = 12;

  private static final Implementation DSP =
      new Implementation(Cells.PORTABLE, Multipliers.DSP, MemoryKind.AUTO);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} × {1}, PE {2}, SIMD {3}")
  @CsvSource({
    "int4, uint4, 6, 4, 8",
    "int4, int4, 3, 12, 12",
    "int8, int8, 2, 8, 8",
    "int8, uint8, 6, 1, 3",
    "uint3, int3, 6, 12, 24",
    "int4, uint4, 6, 3, 6",
    "int2, uint2, 3, 8, 8"
  })
  void productsInDspsAreExact(String weights, String activations, int pe, int simd, int dsps)
      throws IOException {
    Networks random = new Networks(pe * 100L + simd);
    Network network =
        random.network(
            "dsps",
            new int[] {24, 6, 4},
            FormatNames.parse(weights),
            FormatNames.parse(activations),
            true);
    List<Fold> folds = List.of(new Fold(pe, simd), new Fold(4, 3));
    AcceleratorPlan plan = AcceleratorPlan.of(network, folds, List.of(DSP, DSP));
    assertEquals(dsps, plan.layers().get(0).matrix().orElseThrow().dsps());
    check(random, plan, activations);
  }

  @ParameterizedTest(name = "{0} × {1}, PE {2}, SIMD {3}, {4}")
  @CsvSource({
    "int4, uint4, 3, 8, LUT6_CARRY4",
    "int4, int4, 2, 24, LUT6_CARRY8",
    "bipolar1, bipolar1, 6, 12, LUT6_CARRY4",
    "bipolar1, bipolar1, 3, 24, LUT6_CARRY8",
    "ternary, uint2, 2, 6, LUT6_CARRY4",
    "int8, int8, 1, 3, LUT6_CARRY4",
    "e2m1, e3m2, 3, 4, LUT6_CARRY4",
    "pot3, uint4, 2, 6, LUT6_CARRY8",
    "e2m1, uint4, 1, 3, LUT6_CARRY4"
  })
  void netlistsOfCellsAreExact(String weights, String activations, int pe, int simd, Cells cells)
      throws IOException {
    Networks random = new Networks(pe * 100L + simd);
    Network network =
        random.network(
            "cells",
            new int[] {24, 6, 4},
            FormatNames.parse(weights),
            FormatNames.parse(activations),
            simd % 2 == 0);
    AcceleratorPlan plan =
        AcceleratorPlan.of(network, List.of(new Fold(pe, simd), new Fold(1, 3)), cells);
    for (LayerPlan layer : plan.layers()) {
      assertEquals(Arithmetic.CELLS, layer.matrix().orElseThrow().arithmetic());
    }
    check(random, plan, activations);
  }

  private void check(Networks random, AcceleratorPlan plan, String activations) throws IOException {
    Accelerator accelerator = Generator.generate(plan);
    int[] codes = random.codes(FormatNames.parse(activations), 24 * VECTORS);
    int beats = VECTORS * plan.outputBeats();
    String report = Bench.simulate(accelerator, folder.resolve("a"), codes, VECTORS, 0);
    assertEquals("PASS beats=%d cycles=%d\n".formatted(beats, plan.cycles(VECTORS)), report);
    report = Bench.again(folder.resolve("a"), 40);
    assertTrue(report.startsWith("PASS beats=" + beats + " "), report);
    lint(accelerator);
  }

  @Test
  void dspsAreAsManyAsThePlanSays() throws IOException {
    AcceleratorPlan plan = one(Cells.PORTABLE, Multipliers.DSP, MemoryKind.AUTO);
    MatrixPlan matrix = plan.layers().get(0).matrix().orElseThrow();
    assertEquals(8, matrix.dsps());
    assertEquals(8, Yosys.of(folder, Generator.generate(plan), "xc7").count("DSP48E1"));
  }

  @Test
  void weightsLieWhereThePlanSays() throws IOException {
    Yosys inTables = weights(256, MemoryKind.LUT);
    Yosys inBlocks = weights(256, MemoryKind.BLOCK);
    Yosys few = weights(8, MemoryKind.BLOCK);
    Yosys fewAnywhere = weights(8, MemoryKind.AUTO);
    assertEquals(0, blocks(inTables));
    assertEquals(1, blocks(inBlocks));
    assertEquals(1, blocks(few));
    assertEquals(0, blocks(fewAnywhere));
    assertTrue(inTables.luts() > inBlocks.luts() + 100, inTables + " " + inBlocks);
  }

  private static int blocks(Yosys report) {
    return 2 * report.count("RAMB36E1") + report.count("RAMB18E1");
  }

  /** A unit of 8 rows at PE 1 and SIMD 4. */
  private Yosys weights(int columns, MemoryKind kind) throws IOException {
    Network network =
        new Networks(4)
            .network(
                "memory",
                new int[] {columns, 8},
                FormatNames.parse("int4"),
                FormatNames.parse("uint2"),
                false);
    MatrixPlan plan =
        new MatrixPlan(
            network.kernels().get(0),
            new Fold(1, 4),
            new Implementation(Cells.PORTABLE, Multipliers.LUT, kind));
    return Yosys.of(folder.resolve(kind + "_" + columns), Generator.unit(plan), "xc7 -nodsp");
  }

  @ParameterizedTest
  @CsvSource({"LUT6_CARRY4, CARRY4", "LUT6_CARRY8, CARRY8"})
  void packagesOfCellsRunAsTheyAre(Cells cells, String carry) throws IOException {
    Networks random = new Networks(8);
    Network network =
        random.network(
            "delivered",
            new int[] {12, 4},
            FormatNames.parse("int3"),
            FormatNames.parse("uint2"),
            true);
    AcceleratorPlan plan = AcceleratorPlan.of(network, List.of(new Fold(2, 3)), cells);
    CodeMatrix inputs =
        new CodeMatrix(
            network.input().format(), 3, 12, random.codes(network.input().format(), 3 * 12));
    Accelerator complete =
        Delivery.complete(
            Generator.generate(plan),
            new GoldenModel(network).evaluate(inputs),
            new Provenance("delivered.onnx", Optional.empty(), "random codes", 8),
            cells == Cells.LUT6_CARRY8
                ? Optional.of(new ResourceEstimate("xczu3eg", 1, 1, 0, 0, 100, 1))
                : Optional.empty(),
            DeliveryOptions.DEFAULT);
    Path target = folder.resolve("package");
    complete.writeTo(target);
    Tool bench = Tool.run(target, "make", "-s", "-C", "tb", "icarus");
    assertTrue(bench.exit() == 0 && bench.output().contains("PASS"), bench.output());
    Tool lint = Tool.run(target, "make", "-s", "-C", "lint");
    assertEquals(0, lint.exit(), lint.output());
    Tool yosys = Tool.run(target, "yosys", "yosys/synth.ys");
    assertEquals(0, yosys.exit(), yosys.output());
    String statistics = yosys.output().substring(yosys.output().lastIndexOf("Printing statistics"));
    assertTrue(statistics.contains(carry + " ") && statistics.contains("LUT6_2"), statistics);
    String sheet = text(complete, "README.md");
    assertTrue(sheet.contains("| LUT6_2, " + carry + ", FDRE |"), sheet);
    assertTrue(text(complete, "manifest.json").contains("\"LUT6_2, " + carry + ", FDRE\""));
    String part = cells == Cells.LUT6_CARRY8 ? "xczu3eg-sbva484-1-i" : "xc7z020clg400-1";
    assertTrue(text(complete, "vivado/synth_ooc.tcl").contains(part));
  }

  private static String text(Accelerator accelerator, String file) {
    return new String(accelerator.files().get(file), StandardCharsets.UTF_8);
  }

  @Test
  void whatCannotBeHadIsRefused() {
    refused(
        "layer fc0 cannot keep its weights in UltraRAM (ultra), which a bitstream leaves empty; choose auto, lut or block",
        () -> one(Cells.PORTABLE, Multipliers.LUT, MemoryKind.ULTRA));
    Network xnor = network("bipolar1", "bipolar1");
    refused(
        "layer fc0 cannot multiply bipolar1 by bipolar1 in DSP slices (dsp), which take integers of 2 to 8 bits; choose lut",
        () -> AcceleratorPlan.of(xnor, List.of(new Fold(2, 4)), List.of(DSP)));
    refused(
        "layer fc0 has constant weights at PE 8 × SIMD 16, which need no DSP slices (dsp); choose lut or a smaller fold",
        () -> AcceleratorPlan.of(network("int4", "uint4"), List.of(new Fold(8, 16)), List.of(DSP)));
    refused(
        "layer fc0 has products of 8 bits in all at PE 1, for which synthesis takes no DSP slice (dsp) below 9 bits; choose lut or a greater PE",
        () -> AcceleratorPlan.of(network("int4", "uint4"), List.of(new Fold(1, 4)), List.of(DSP)));
    Implementation block = new Implementation(Cells.PORTABLE, Multipliers.LUT, MemoryKind.BLOCK);
    refused(
        "layer fc0 has no weights to keep in block memory (block): at PE 8 × SIMD 16 they are constants; choose auto or lut, or a smaller fold",
        () ->
            AcceleratorPlan.of(network("int4", "uint4"), List.of(new Fold(8, 16)), List.of(block)));
  }

  private static void refused(String sentence, org.junit.jupiter.api.function.Executable plan) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, plan).getMessage());
  }

  /** One layer of 8 rows and 16 columns at PE 4 and SIMD 8. */
  private static AcceleratorPlan one(Cells cells, Multipliers multipliers, MemoryKind weights) {
    return AcceleratorPlan.of(
        network("int4", "uint4"),
        List.of(new Fold(4, 8)),
        List.of(new Implementation(cells, multipliers, weights)));
  }

  private static Network network(String weights, String activations) {
    return new Networks(3)
        .network(
            "one",
            new int[] {16, 8},
            FormatNames.parse(weights),
            FormatNames.parse(activations),
            false);
  }

  private void lint(Accelerator accelerator) throws IOException {
    Path target = folder.resolve("lint");
    accelerator.writeTo(target);
    String top = accelerator.top();
    Tool verilator =
        Tool.run(
            target, "verilator", "--lint-only", "-Wall", "--top-module", top, "-f", top + ".f");
    assertEquals("", verilator.output());
    String sources =
        new String(accelerator.files().get(top + ".f"), StandardCharsets.US_ASCII)
            .replace('\n', ' ');
    String script =
        "read_verilog -lib +/xilinx/cells_sim.v; read_verilog -sv "
            + sources
            + "; hierarchy -check -top "
            + top
            + "; proc; check -assert";
    Tool yosys = Tool.run(target, "yosys", "-q", "-p", script);
    assertEquals("0", yosys.exit() + yosys.output());
  }
}
