package bitwright.tables;

import bitwright.cost.Resources;
import bitwright.cost.synthesis.Yosys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Synthesizes sources that are in memory, once each: what a result file already holds for the same
 * sources is not done again.
 */
final class SynthesizedFiles {

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

  private List<Integer> run(
      int seeds, String name, String top, SortedMap<String, byte[]> files, String digest) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("bitwright-tables");
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      Resources r = yosys.leastOf(seeds, folder, top).resources();
      List<Integer> counts = List.of(r.lut(), r.ff(), r.carry(), r.bram18(), r.dsp());
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
