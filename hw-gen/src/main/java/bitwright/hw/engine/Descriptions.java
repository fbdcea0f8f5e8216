package bitwright.hw.engine;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Node;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.arith.plan.WindowPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the engine's modules say of themselves at the head of their Verilog files. */
final class Descriptions {

  private Descriptions() {}

  static String[] accelerator(String top, AcceleratorPlan plan) {
    boolean chain = plan.layers().stream().allMatch(layer -> layer instanceof MatrixPlan);
    List<String> text = new ArrayList<>();
    text.add(
        "Accelerator %s: %d %slayers between two AXI4-Streams, one image every %d cycles, latency %d cycles from the first input beat to the last output beat, both included."
            .formatted(
                top,
                plan.layers().size(),
                chain ? "dense " : "",
                plan.cyclesPerInference(),
                plan.latency()));
    text.add(
        "s_axis: %d beats an image, %d codes of %s a beat, element 0 in the lowest bits; padding and s_axis_tlast are ignored, images are counted in beats from reset."
            .formatted(
                plan.inputBeats(), plan.inputElements(), plan.network().input().format().name()));
    text.add(
        "m_axis: %d beats an image, %d %s a beat, element 0 in the lowest bits, padding 0; m_axis_tlast marks the last beat of an image."
            .formatted(plan.outputBeats(), plan.outputElements(), outputs(plan.last())));
    if (chain) {
      text.add("Layers, rows x columns, weights * inputs -> outputs:");
    } else {
      text.add(
          "Maps (channels x height x width) travel row by row, pixel by pixel, channel by channel.");
      text.add("Layers, maps in -> map out:");
    }
    for (int node = 0; node < plan.layers().size(); node++) {
      text.add(chain ? dense(plan.matrix(node)) : layer(plan, node));
    }
    return text.toArray(String[]::new);
  }

  private static String dense(MatrixPlan layer) {
    Fold fold = layer.fold();
    return "  %s: %d x %d, %s, PE %d, SIMD %d, %d cycles a vector"
        .formatted(
            layer.layer().name(),
            layer.layer().rows(),
            layer.layer().columns(),
            formats(layer),
            fold.pe(),
            fold.simd(),
            layer.cyclesPerVector());
  }

  private static String layer(AcceleratorPlan plan, int node) {
    LayerPlan layer = plan.layers().get(node);
    List<String> maps = new ArrayList<>();
    for (int port = 0; port < layer.inputs().size(); port++) {
      int source = plan.network().nodes().get(node).sources().get(port);
      String from = source == Node.INPUT ? "input" : plan.layers().get(source).layer().name();
      maps.add(from + " " + map(layer.layer().inputShapes().get(port)));
    }
    Fold fold = layer.fold();
    return "  %s, %s: %s -> %s, %sPE %d%s, %d cycles a map"
        .formatted(
            layer.layer().name(),
            layer.layer().kind(),
            String.join(", ", maps),
            map(layer.layer().outputShape()),
            layer.matrix().map(m -> formats(m) + ", ").orElse(""),
            fold.pe(),
            layer.matrix().isPresent() ? ", SIMD " + fold.simd() : "",
            layer.cyclesPerFrame());
  }

  private static String map(MapShape map) {
    return "%dx%dx%d".formatted(map.channels(), map.height(), map.width());
  }

  static String[] unit(MatrixPlan plan) {
    int pe = plan.fold().pe();
    int simd = plan.fold().simd();
    List<String> text = new ArrayList<>();
    text.add(
        "Dense layer %s, %d rows x %d columns, %s:"
            .formatted(
                plan.layer().name(), plan.layer().rows(), plan.layer().columns(), formats(plan)));
    if (plan.layer().groups() == 1) {
      text.add("  acc[r] = sum over columns c of image(W[r][c]) * image(x[c]), exact");
    } else {
      text.add(
          "  acc[r] = sum over columns c of image(W[r][c]) * image(x[g*%d+c]), g = r / %d, exact"
              .formatted(plan.layer().columns(), plan.layer().rows() / plan.layer().groups()));
    }
    if (plan.sideBySide()) {
      text.add(
          "  %d rows side by side: code p of an input word is column sf of row nf*%d+p"
              .formatted(plan.fold().pe(), plan.fold().pe()));
    }
    if (plan.isXnor()) {
      text.add(
          "  summed as matches: raw[r] = number of c with W[r][c] == x[%sc], acc = 2*raw - %d"
              .formatted(
                  plan.layer().groups() == 1 ? "" : "g*%d+".formatted(plan.layer().columns()),
                  plan.layer().columns()));
    }
    plan.layer()
        .output()
        .ifPresent(
            format ->
                text.add(
                    "  y[r] = level[rank] of %s, rank = number of thresholds that acc[r] reaches"
                        .formatted(format.name())));
    text.add(
        "Fold: PE %d rows and SIMD %d columns a cycle, NF = %d row groups, SF = %d column groups, the column group counting fastest; one vector every NF*SF = %d cycles."
            .formatted(pe, simd, plan.neuronFold(), plan.synapseFold(), plan.cyclesPerVector()));
    text.add(
        "Pipeline: %d stages from an input word to the output queue; all of them move in cycles with advance."
            .formatted(plan.pipelineStages()));
    text.add(
        "Raw accumulator: %s; a sum of SIMD products: %d bits."
            .formatted(range(plan.rawRange(), plan.rawBits()), plan.sumBits()));
    text.add(weights(plan));
    return text.toArray(String[]::new);
  }

  private static String weights(MatrixPlan plan) {
    String place =
        plan.unrolled()
            ? "Weights are one constant of %d bits:".formatted(plan.weightWordBits())
            : "Weight memory: %s, %d words of %d bits; in word nf*%d+sf"
                .formatted(
                    MemoryFiles.weights(plan),
                    plan.weightDepth(),
                    plan.weightWordBits(),
                    plan.synapseFold());
    return "%s the weight of row nf*%d+p, column sf*%d+s is at bits (p*%d+s)*%d and up."
        .formatted(
            place, plan.fold().pe(), plan.fold().simd(), plan.fold().simd(), plan.weightBits());
  }

  static String[] dotProduct(MatrixPlan plan) {
    String weight = plan.layer().weights().format().name();
    String input = plan.layer().input().name();
    String function =
        plan.isXnor()
            ? "Matches of %d weights and inputs of %s: sum = number of i with weights[i] == inputs[i]"
                .formatted(plan.fold().simd(), weight)
            : "Dot product of %d weights of %s and inputs of %s: sum = sum over i of image(weights[i]) * image(inputs[i])"
                .formatted(plan.fold().simd(), weight, input);
    return new String[] {
      function
          + ", modulo 2^%d, %d enabled clocks later."
              .formatted(plan.sumBits(), 1 + plan.treeLevels()),
      "Code i is at bits i*%d and up of weights, i*%d and up of inputs. %s are registered (term_<i>), then every level of the tree (sum_<level>_<i>)."
          .formatted(
              plan.weightBits(),
              plan.inputBits(),
              plan.isXnor() ? "Counts of six matches" : "Products")
    };
  }

  static List<String> netlist(MatrixPlan plan, DotProductNetlist dot) {
    String weight = plan.layer().weights().format().name();
    String input = plan.layer().input().name();
    int simd = plan.fold().simd();
    String term =
        plan.isXnor()
            ? "matches of %s and inputs of %s".formatted(counted(simd, "weight"), weight)
            : "the dot product of %s of %s and inputs of %s"
                .formatted(counted(simd, "weight"), weight, input);
    Netlist netlist = dot.netlist();
    List<String> text = new ArrayList<>();
    text.add(
        plan.accumulates()
            ? "Sums of %s, modulo 2^%d: where step holds, sum becomes keep * sum + term, of the operands that entered %s before."
                .formatted(term, plan.rawBits(), counted(dot.latency() - 1, "enabled clock"))
            : "%s, modulo 2^%d, %s later."
                .formatted(capital(term), plan.rawBits(), counted(dot.latency(), "enabled clock")));
    text.add(
        "Code i is at bits i*%d and up of weights, i*%d and up of inputs; %s and %s. The sum is %s in %d bits."
            .formatted(
                plan.weightBits(),
                plan.inputBits(),
                coded("weights", plan.layer().weights().format()),
                coded("inputs", plan.layer().input()),
                plan.rawRange().min().signum() < 0 ? "in two's complement" : "unsigned",
                plan.rawBits()));
    text.add(
        "Latency %s, one set of operands a clock. A netlist of %d look-up tables, %d carry cells and %d flip-flops."
            .formatted(
                counted(dot.latency(), "enabled clock"),
                netlist.luts(),
                netlist.carries(plan.implementation().cells().carryBits()),
                netlist.ffs()));
    text.add(
        "Names: w3, x3 are weight and input 3, p3 is of their product. s1_a4 is carry chain 4, in stage 1: bit k of its sum weighs 2^k, as do co[k], a carry, and m[k], a majority of three bits; it reads s and di. f is a full adder, g a gate. <net>_q2 is <net> two enabled clocks later. acc is the accumulator and acc_sum what it becomes, total a sum without one. unused are outputs of cells that nobody reads.");
    return text;
  }

  private static String coded(String what, Format format) {
    return format instanceof IntegerFormat integer
        ? "%s are %s".formatted(what, integer.signed() ? "in two's complement" : "unsigned")
        : "%s are codes of %s".formatted(what, format.name());
  }

  private static String counted(int count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String[] requantizer(ThresholdPlan plan) {
    Format output = plan.output();
    int stages = plan.stages();
    List<String> text = new ArrayList<>();
    text.add(
        "Requantizer of layer %s: %d raw accumulator%s a beat to codes of %s, %d enabled clocks later:"
            .formatted(plan.layer(), plan.pe(), plan.pe() == 1 ? "" : "s", output.name(), stages));
    text.add("  rank = number of k with threshold[row][k] <= raw, code = level[rank]");
    if (plan.anyFalling()) {
      text.add("  in rows that fall the rank is inverted bit by bit (directed)");
    }
    text.add(
        "Binary search in %d stage%s: stage k knows the upper k bits of the rank, reads the threshold that splits the ranks that are left, and finds the next bit, reached = (raw >= threshold)."
            .formatted(stages, stages == 1 ? "" : "s"));
    text.add(
        "Raw accumulator: %s; threshold: %s."
            .formatted(
                range(plan.rawRange(), plan.rawBits()), range(plan.range(), plan.range().bits())));
    text.add(
        "Thresholds of stage k: %d*2^k words a PE (NF*2^k), address {row group, rank bits known}, for row group*%d+PE%s; %s. Signals are named <what>_<PE>_<stage>."
            .formatted(
                plan.groups(),
                plan.pe(),
                plan.anyFalling()
                    ? "; in stage 0 the bit above the threshold says that the row falls"
                    : "",
                plan.constant()
                    ? "all of them constants"
                    : "read from %s_thresholds_<PE>_<stage>.hex, constant where it is one word"
                        .formatted(plan.layer())));
    return text.toArray(String[]::new);
  }

  private static String formats(MatrixPlan plan) {
    return "%s * %s -> %s"
        .formatted(
            plan.layer().weights().format().name(),
            plan.layer().input().name(),
            plan.layer().output().map(Format::name).orElse("accumulators"));
  }

  private static String outputs(LayerPlan last) {
    return last.layer()
        .output()
        .map(format -> "codes of " + format.name())
        .orElse("two's complement accumulators of %d bits".formatted(last.outputBits()));
  }

  private static String range(IntegerRange range, int bits) {
    return "%s .. %s in %d bits%s"
        .formatted(range.min(), range.max(), bits, range.signed() ? ", two's complement" : "");
  }

  static List<String> window(WindowPlan plan) {
    Window w = plan.window();
    List<String> text = new ArrayList<>();
    text.add(
        "Sliding window of layer %s: %d x %d over a map of %d x %d pixels of %d channels (rows x columns), stride %d x %d, dilation %d x %d, border %d above, %d left, %d below, %d right."
            .formatted(
                plan.name(),
                w.kernelHeight(),
                w.kernelWidth(),
                plan.input().height(),
                plan.input().width(),
                plan.input().channels(),
                w.strideHeight(),
                w.strideWidth(),
                w.dilationHeight(),
                w.dilationWidth(),
                w.padTop(),
                w.padLeft(),
                w.padBottom(),
                w.padRight()));
    text.add(
        "in: %d words of %d elements of %d bits a frame, in the order row, column, channel. out: %d words, for every output pixel those under its window in the order %s; element 0 in the lowest bits."
            .formatted(
                plan.wordsIn(),
                plan.lanes(),
                plan.inBits(),
                plan.wordsOut(),
                plan.groups() == 1
                    ? "ky, kx, channel"
                    : "group (%d), ky, kx, channel in the group".formatted(plan.groups())));
    if (w.isPadded()) {
      text.add(
          "Beyond the border every element is code %d of %d bits."
              .formatted(plan.padCode(), plan.outBits()));
    }
    text.add("One frame every %d cycles.".formatted(plan.cyclesPerFrame()));
    return text;
  }

  static List<String> lineBuffer(LineBufferPlan plan) {
    if (plan.inOrder()) {
      return List.of("Words leave as they come, so nothing is kept.");
    }
    LineBufferPlan.Ring ring = plan.ring();
    return List.of(
        "Ring of %d words: word p of the stream is at address p mod %d. The reader follows nested counters; its registers move by constants."
            .formatted(ring.depth(), ring.depth()),
        "ahead = words written - position to read - 1, a word is there if it is not negative; room = free words - 1, the writer may go on if it is not negative.");
  }

  static String[] pool(PoolPlan plan) {
    PoolLayer layer = plan.layer();
    int positions = layer.patches().window().positions();
    String format = layer.patches().windowFormat().name();
    String function =
        layer.operation() == PoolLayer.Operation.MAX
            ? "y = the greatest value of %d codes of %s, compared as keys in the order of values"
                .formatted(positions, format)
            : "acc = sum over %d codes of %s of image(code), exact".formatted(positions, format);
    List<String> text = new ArrayList<>();
    text.add(
        "Pooling layer %s, for %s at a time:"
            .formatted(layer.name(), counted(plan.fold().pe(), "channel")));
    text.add("  " + function);
    stepped(layer.output(), layer.requantizer().isPresent()).ifPresent(text::add);
    text.add(
        "in: the positions of a window in turn, one a cycle, %d beats a result; lane p at bits p*%d and up."
            .formatted(positions, layer.patches().windowFormat().bits()));
    return text.toArray(String[]::new);
  }

  static String[] sum(SumPlan plan) {
    SumLayer layer = plan.layer();
    List<String> text = new ArrayList<>();
    text.add(
        "Layer %s adds %d maps element by element, %d channels at a time, exactly:"
            .formatted(layer.name(), layer.formats().size(), plan.fold().pe()));
    List<String> terms = new ArrayList<>();
    for (int map = 0; map < layer.formats().size(); map++) {
      terms.add(
          "%s * image_%s(in_%d)"
              .formatted(layer.multipliers().get(map), layer.formats().get(map).name(), map));
    }
    text.add("  acc = " + String.join(" + ", terms));
    stepped(layer.output(), layer.requantizer().isPresent()).ifPresent(text::add);
    text.add(
        "A beat is taken when every map has one; products (term_<map>_<lane>) and sums (sum_<lane>) are registered.");
    return text.toArray(String[]::new);
  }

  private static Optional<String> stepped(Optional<Format> output, boolean requantized) {
    return output
        .filter(format -> requantized)
        .map(
            format ->
                "  y = level[rank] of %s, rank = number of thresholds that acc reaches"
                    .formatted(format.name()));
  }
}
