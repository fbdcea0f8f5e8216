package bitwright.cost.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary folder for one synthesis, with the sources that were put there. */
final class Scratch implements AutoCloseable {
  private static final String SLICES = "use_dsp = \"yes\"";

  private final Path folder;
  private final List<String> sources = new ArrayList<>();
  private boolean slices;

  Scratch() throws IOException {
    folder = TemporaryFiles.folder("bitwright-synthesis");
  }

  Path folder() {
    return folder;
  }

  /** Whether a source asks for DSP slices by the attribute {@code use_dsp}. */
  boolean slices() {
    return slices;
  }

  /** The names of all sources, in the order in which they came. */
  List<String> sources() {
    return List.copyOf(sources);
  }

  /** Copies the files of a folder, sources and memories. */
  void copy(Path from) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(from)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    if (sources.isEmpty()) {
      throw new SynthesisException("folder %s holds no .sv file".formatted(from));
    }
  }

  /** Puts the files of a design into the folder, by their bare names. */
  void put(Source source) throws IOException {
    for (Map.Entry<String, byte[]> file : source.files().entrySet()) {
      put(Path.of(file.getKey()).getFileName().toString(), file.getValue());
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), bytes)) {
      throw new SynthesisException("two designs have different files named " + name);
    }
    Files.write(file, bytes);
    if (name.endsWith(".sv") && !sources.contains(name)) {
      sources.add(name);
      slices |= new String(bytes, StandardCharsets.UTF_8).contains(SLICES);
    }
  }

  /** Puts a further source into the folder. */
  void put(String name, String text) throws IOException {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    TemporaryFiles.delete(folder);
  }
}
