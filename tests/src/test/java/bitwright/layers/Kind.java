package bitwright.layers;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of layers that are tried alone, and small networks of several. */
enum Kind {
  CONV,
  MAXPOOL,
  AVGPOOL,
  GLOBALAVG,
  ADD,
  CONCAT,
  DEPTHTOSPACE,
  RESIZE,
  DENSE,
  REQUANT,
  NETWORK;

  static Kind named(String name) {
    return Arrays.stream(values())
        .filter(k -> k.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no layer '" + name + "'; there are " + Arrays.toString(values())));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
