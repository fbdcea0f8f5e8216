package bitwright.explore.space;

import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with ten images of four pixels, where spaces can be read. */
record SpaceFile(Path folder) {

  static final String DATA = "data: {inputs: x.npy, labels: y.npy, calibration: c.npy}\n";

  static SpaceFile in(Path folder) {
    SpaceFile file = new SpaceFile(folder);
    file.write("x.npy", 10, 4);
    file.write("y.npy", 10, 1);
    file.write("c.npy", 3, 4);
    file.write("short.npy", 9, 1);
    return file;
  }

  private void write(String name, int count, int each) {
    List<Integer> shape = each == 1 ? List.of(count) : List.of(count, each);
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      Npy.write(
          each == 1
              ? NpyArray.of(new long[count], shape)
              : NpyArray.of(new float[count * each], shape),
          out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A space of some text. */
  Space read(String text) {
    return SpaceReader.read("s.yaml", text, folder);
  }

  /** A space with the usual data. */
  Space with(String rest) {
    return read(DATA + rest);
  }

  /** The formats of all candidates. */
  List<String> pairs(String formats) {
    return with("formats: " + formats).pairs().stream().map(FormatPair::toString).toList();
  }

  /** The techniques of each candidate. */
  List<List<String>> techniques(String techniques) {
    return with("formats: int4\ntechniques: " + techniques).groups().get(0).techniques();
  }
}
