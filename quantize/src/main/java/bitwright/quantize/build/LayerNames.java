package bitwright.quantize.build;

import bitwright.quantize.ImportException;
import bitwright.quantize.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Short names for layers, made of the nodes' names: lower-case Verilog identifiers, each once.
 *
 * <p>Examples: {@code MatMul_16} → {@code matmul_16}, {@code /Gemm} → {@code gemm}, {@code
 * /features/3/MatMul} → {@code features_3_matmul}. Names longer than {@value #LONGEST} characters
 * keep their end; Verilog's keywords and names already taken get a number.
 */
public final class LayerNames {

  private static final int LONGEST = 24;

  /** The most layers of a network. */
  private static final int MOST = 1000;

  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "always",
          "assign",
          "begin",
          "bit",
          "buf",
          "byte",
          "case",
          "cell",
          "clocking",
          "config",
          "const",
          "deassign",
          "default",
          "design",
          "disable",
          "do",
          "edge",
          "else",
          "end",
          "enum",
          "event",
          "final",
          "for",
          "force",
          "fork",
          "function",
          "generate",
          "genvar",
          "global",
          "if",
          "import",
          "initial",
          "inout",
          "input",
          "inside",
          "instance",
          "int",
          "integer",
          "join",
          "large",
          "let",
          "library",
          "local",
          "logic",
          "longint",
          "medium",
          "module",
          "nand",
          "negedge",
          "new",
          "nor",
          "not",
          "null",
          "or",
          "output",
          "package",
          "packed",
          "parameter",
          "posedge",
          "primitive",
          "priority",
          "program",
          "property",
          "pure",
          "rand",
          "real",
          "ref",
          "reg",
          "release",
          "repeat",
          "return",
          "scalared",
          "sequence",
          "shortint",
          "signed",
          "small",
          "static",
          "strong",
          "struct",
          "super",
          "supply0",
          "supply1",
          "table",
          "tagged",
          "task",
          "this",
          "time",
          "tri",
          "type",
          "typedef",
          "union",
          "unique",
          "unsigned",
          "use",
          "var",
          "vectored",
          "virtual",
          "void",
          "wait",
          "wand",
          "weak",
          "while",
          "wire",
          "with",
          "within",
          "wor",
          "xnor",
          "xor");

  private final Set<String> taken = new HashSet<>();
  private final List<String> weighted = new ArrayList<>();
  private int given;

  /** Names that avoid the network's. */
  public LayerNames(String network) {
    taken.add(network);
  }

  /** The name of a network whose file has this name. */
  public static String network(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String name = identifier(dot > 0 ? fileName.substring(0, dot) : fileName, 48);
    return name.isEmpty() || KEYWORDS.contains(name) ? "network" : name;
  }

  /** The name of the next layer that has weights. */
  public String weighted(Node node) {
    String name = next(node);
    weighted.add(name);
    return name;
  }

  /** The name of the next layer. */
  public String next(Node node) {
    String base = identifier(node.name(), LONGEST);
    return free(
        base.isEmpty() ? identifier(node.op() + "_" + node.outputs().get(0), LONGEST) : base);
  }

  /** The name of a layer that no node of its own stands for. */
  String next(String label) {
    return free(identifier(label, LONGEST));
  }

  private String free(String base) {
    if (++given > MOST) {
      throw ImportException.of("the model has more than %d layers; use fewer", MOST);
    }
    String name = base;
    for (int i = 2; KEYWORDS.contains(name) || !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /** The names of layers with weights so far. */
  public List<String> weighted() {
    return List.copyOf(weighted);
  }

  private static String identifier(String text, int longest) {
    String name =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    if (name.length() > longest) {
      name = name.substring(name.length() - longest);
      name = name.substring(name.indexOf('_') + 1);
    }
    return name.matches("[0-9].*") ? "n" + name : name;
  }
}
