package bitwright.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Proofs by temporal induction, with Yosys' SAT solver.
 *
 * <p>A proof with k steps: the properties hold in the first k cycles, whatever the registers hold
 * before the first one, which is a cycle of reset; and where they hold in k cycles in a row, in any
 * state, they hold in the next. What would make the second half fail from states that are never
 * reached is excluded by lemmas, which are proved along with the rules.
 */
final class Induction {

  private static final List<String> LIBRARY = List.of("ResetFirst", "StreamRules", "StreamOrder");
  private static final Pattern PROPERTIES = Pattern.compile("(?m)^(\\d+) objects\\.$");
  private static final Pattern STEPS = Pattern.compile("Trying induction with length (\\d+)");
  private static final Pattern RULE = Pattern.compile("assert \\(rule_(\\w+)\\)");

  private Induction() {}

  /**
   * A proof that was found.
   *
   * @param properties how many properties it proves, lemmas included
   * @param steps the length k of the induction
   */
  record Proved(int properties, int steps) {}

  /** Proves all rules and lemmas of a block, with inductions of at most so many steps. */
  static Proved prove(StreamBlock block, int steps, Path folder) {
    String log =
        run(block, block.modules(), UnaryOperator.identity(), "-maxsteps " + steps, folder);
    if (!log.contains("Induction step proven: SUCCESS!")) {
      throw new AssertionError("%s is not proved:%n%s".formatted(block.top(), end(log)));
    }
    return new Proved(last(PROPERTIES, log), last(STEPS, log));
  }

  /**
   * Finds a run of a faulty block that breaks the rule which the fault is to break; nothing else is
   * asked.
   *
   * @return the cycle that breaks it, 1 for the first
   */
  static int refute(StreamBlock block, PlantedBug bug, int cycles, Path folder) {
    UnaryOperator<String> onlyThis =
        text -> text.replaceAll("assert \\((?!rule_%s\\)).*\\);".formatted(bug.rule()), "");
    String log =
        run(
            block,
            bug.in(block.modules()),
            onlyThis,
            "-tempinduct-baseonly -maxsteps " + cycles,
            folder);
    if (!log.contains("model found for base case: FAIL!")) {
      throw new AssertionError("the fault is not found: " + bug + "\n" + end(log));
    }
    return last(STEPS, log);
  }

  /** The names of all rules that a block's checker and the modules in it state. */
  static Set<String> rules(StreamBlock block) {
    Set<String> rules = new TreeSet<>();
    String checker = resource(block.binding().checker());
    addRules(checker, rules);
    LIBRARY.stream()
        .filter(module -> checker.contains(module + " #("))
        .forEach(module -> addRules(resource(module), rules));
    return rules;
  }

  private static void addRules(String text, Set<String> rules) {
    Matcher rule = RULE.matcher(text);
    while (rule.find()) {
      rules.add(rule.group(1));
    }
  }

  private static String run(
      StreamBlock block,
      SortedMap<String, String> modules,
      UnaryOperator<String> checkers,
      String options,
      Path folder) {
    SortedMap<String, String> texts = new TreeMap<>(block.bound(modules));
    String checker = block.binding().checker();
    texts.put(checker, checkers.apply(resource(checker)));
    LIBRARY.forEach(module -> texts.put(module, checkers.apply(resource(module))));
    Map<String, String> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name + ".sv", text));
    String script =
        """
        read_verilog -sv -formal %s
        hierarchy -check -top %s
        proc
        flatten
        opt_clean
        memory -nomap
        memory_map
        opt_clean
        check -assert
        select -count t:$assert
        sat -tempinduct -prove-asserts -set-assumes -show-public -timeout 120 %s
        """
            .formatted(String.join(" ", files.keySet()), block.top(), options);
    return Yosys.run(folder, files, script);
  }

  private static int last(Pattern pattern, String log) {
    Matcher matcher = pattern.matcher(log);
    int found = -1;
    while (matcher.find()) {
      found = Integer.parseInt(matcher.group(1));
    }
    return found;
  }

  private static String end(String log) {
    String text =
        log.lines().filter(line -> !line.startsWith("Import ")).collect(Collectors.joining("\n"));
    return text.substring(Math.max(0, text.length() - 6000));
  }

  static String resource(String module) {
    String name = module + ".sv";
    try (InputStream in = Induction.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no checker " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
