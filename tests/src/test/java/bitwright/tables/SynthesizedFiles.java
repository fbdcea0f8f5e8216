package bitwright.tables;

import bitwright.cost.Resources;
import bitwright.cost.synthesis.Source;
import bitwright.cost.synthesis.Yosys;
import bitwright.hw.Accelerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Synthesizes sources that are in memory, once each: what a result file already holds for the same
 * sources is not done again.
 */
final class SynthesizedFiles {

  private static final String FOLDER = "rtl/";

  private final Yosys yosys = new Yosys("yosys", Duration.ofMinutes(30));
  private final String version = yosys.version();
  private final ResultFile results;

  SynthesizedFiles(ResultFile results) {
    this.results = results;
  }

  /** The tool and its version. */
  String tool() {
    return version;
  }

  /** The sources of an accelerator and what they read, by bare name. */
  static SortedMap<String, byte[]> sources(Accelerator accelerator) {
    SortedMap<String, byte[]> sources = new TreeMap<>();
    accelerator
        .files()
        .forEach(
            (path, content) -> {
              if (path.startsWith(FOLDER) && path.indexOf('/', FOLDER.length()) < 0) {
                sources.put(path.substring(FOLDER.length()), content);
              }
            });
    return sources;
  }

  /**
   * The counts with the fewest LUTs.
   *
   * @param files names without folders to contents: sources and memory files
   */
  Resources leastOf(int seeds, String name, String top, SortedMap<String, byte[]> files) {
    String digest = digest(top, files);
    List<Integer> counts =
        results.find(digest, version, seeds).orElseGet(() -> run(seeds, name, top, files, digest));
    return new Resources(counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4));
  }

  /**
   * The fewest LUTs of every design by its top module. All that are not known yet go through one
   * run for each seed, since a run takes seconds to begin.
   */
  Map<String, Integer> leastOfEach(int seeds, int jobs, List<Source> designs) {
    List<Callable<String>> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      int number = seed;
      List<Source> unknown = designs.stream().filter(d -> find(d, number).isEmpty()).toList();
      if (!unknown.isEmpty()) {
        runs.add(() -> runAll(unknown, number));
      }
    }
    Workers.all(jobs, runs);
    Map<String, Integer> luts = new LinkedHashMap<>();
    for (Source design : designs) {
      int least =
          IntStream.range(0, seeds)
              .map(seed -> find(design, seed).orElseThrow().get(0))
              .min()
              .orElseThrow();
      luts.put(design.top(), least);
    }
    return luts;
  }

  private String together() {
    return version + " with several designs in a run";
  }

  private Optional<List<Integer>> find(Source design, int seed) {
    return results.find(design.digest(), together(), seed);
  }

  private String runAll(List<Source> designs, int seed) {
    Map<String, Resources> all = yosys.synthesizeAll(designs, seed);
    designs.forEach(
        d -> results.add(d.top(), d.digest(), together(), seed, counts(all.get(d.top()))));
    return "%d designs with seed %d".formatted(designs.size(), seed);
  }

  private static List<Integer> counts(Resources r) {
    return List.of(r.lut(), r.ff(), r.carry(), r.bram18(), r.dsp());
  }

  private List<Integer> run(
      int seeds, String name, String top, SortedMap<String, byte[]> files, String digest) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("bitwright-tables");
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      List<Integer> counts = counts(yosys.leastOf(seeds, folder, top).resources());
      results.add(name, digest, version, seeds, counts);
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static String digest(String top, SortedMap<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(top.getBytes(StandardCharsets.UTF_8));
      files.forEach(
          (name, content) -> {
            digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
