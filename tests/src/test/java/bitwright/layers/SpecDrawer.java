package bitwright.layers;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Draws random specifications: every kind of layer, every family of formats, shapes down to one
 * pixel and one channel.
 */
final class SpecDrawer {

  private static final List<String> ACTIVATIONS =
      List.of(
          "int2",
          "int3",
          "int4",
          "int4n",
          "int5",
          "int6n",
          "int7",
          "int8",
          "uint1",
          "uint2",
          "uint3",
          "uint4",
          "uint5",
          "uint8",
          "bipolar1",
          "bipolar1",
          "int2n",
          "e2m1",
          "e3m2",
          "e2m3",
          "e3m0",
          "e4m2",
          "e1m2",
          "int8q",
          "uint8q");
  private static final List<String> WEIGHTS =
      List.of(
          "int2n",
          "int3",
          "int4",
          "int4n",
          "int5",
          "int8",
          "uint2",
          "uint4",
          "bipolar1",
          "bipolar1",
          "int2n",
          "e2m1",
          "e3m2",
          "e2m0",
          "e3m0",
          "pot2",
          "pot3",
          "pot4",
          "ternary",
          "int8q");

  private final Random random;
  private final Map<String, String> settings = new TreeMap<>();

  private SpecDrawer(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 0x7F4A7C15L);
    settings.put("seed", Long.toString(seed));
  }

  /** The specification of a seed; every kind comes up in turn, convolutions every other time. */
  static LayerSpec draw(long seed) {
    Kind[] kinds = Kind.values();
    long turn = Math.floorMod(seed, 2L * (kinds.length - 1));
    Kind kind = turn % 2 == 0 ? Kind.CONV : kinds[1 + (int) (turn / 2)];
    SpecDrawer drawer = new SpecDrawer(seed);
    LayerSpec spec;
    do {
      spec = drawer.spec(kind);
    } while (!Fitting.fits(spec));
    return spec;
  }

  private LayerSpec spec(Kind kind) {
    settings.keySet().retainAll(List.of("seed"));
    put("in", one(ACTIVATIONS));
    zeroPoint("in", "zp");
    put("fold", random.nextInt(1000));
    switch (kind) {
      case CONV -> conv();
      case MAXPOOL -> pool(true);
      case AVGPOOL -> pool(false);
      case GLOBALAVG -> {
        map(6, 5, 6);
        output(0);
      }
      case ADD -> add();
      case CONCAT -> concat();
      case DEPTHTOSPACE -> {
        int block = pick(2, 2, 3);
        map(1, 3, 4);
        put("c", block * block * pick(1, 2, 3));
        put("block", block);
        put("mode", one(List.of("DCR", "CRD")));
      }
      case RESIZE -> {
        map(6, 4, 4);
        put("f", pick(1, 2, 3) + "x" + pick(2, 3, 4));
        put("form", one(List.of("scales", "sizes", "upsample")));
      }
      case DENSE -> {
        map(4, 3, 4);
        put("m", pick(1, 2, 3, 4, 6, 8));
        weights();
        flag("bias", 2);
        output(5);
      }
      case REQUANT -> {
        map(6, 3, 4);
        flag("bn", 2);
        output(0);
      }
      case NETWORK -> network();
    }
    return new LayerSpec(kind, settings);
  }

  private void conv() {
    boolean line = random.nextInt(5) == 0;
    int style = random.nextInt(6);
    int c = pick(1, 2, 3, 4, 6, 8);
    int h = line ? 1 : pick(1, 3, 4, 5, 6, 7, 8);
    int w = line ? pick(4, 7, 9, 12) : pick(1, 3, 4, 5, 6, 7, 8);
    put("c", c);
    put("h", h);
    put("w", w);
    if (line) {
      put("dims", 1);
    }
    boolean pointwise = style == 0;
    int g = style == 1 ? c : style == 2 && c % 2 == 0 ? 2 : 1;
    put("g", g);
    put("m", g * pick(1, 1, 2, 2, 3, 4));
    window(line, pointwise, false);
    weights();
    flag("bias", 2);
    flag("bn", 3);
    flag("relu", 4);
    output(8);
  }

  private void window(boolean line, boolean pointwise, boolean pool) {
    int h = Integer.parseInt(settings.get("h"));
    int w = Integer.parseInt(settings.get("w"));
    int[] k = {
      line || pointwise ? 1 : pick(1, 2, 3, 3, 3, 5), pointwise ? 1 : pick(1, 2, 3, 3, 3, 5)
    };
    k[0] = Math.min(k[0], h + 2);
    k[1] = Math.min(k[1], w + 2);
    put("k", k);
    put("s", new int[] {line ? 1 : pick(1, 1, 1, 2, 2, 3), pick(1, 1, 1, 2, 2, 3)});
    if (!pointwise && random.nextInt(4) == 0) {
      put("d", new int[] {line ? 1 : pick(1, 2), pick(1, 2, 3)});
    }
    switch (random.nextInt(pointwise ? 12 : 5)) {
      case 0, 1 -> {
        int top = line ? 0 : most(k[0], pool);
        int left = most(k[1], pool);
        int bottom = line ? 0 : most(k[0], pool);
        int right = most(k[1], pool);
        put("p", new int[] {top, left, bottom, right});
      }
      case 2 -> {
        int rows = line ? 0 : k[0] / 2;
        put("p", new int[] {rows, k[1] / 2, rows, k[1] / 2});
      }
      case 3 -> put("auto", one(List.of("SAME_UPPER", "SAME_LOWER", "VALID")));
      default -> settings.remove("p");
    }
  }

  private int most(int kernel, boolean pool) {
    return random.nextInt(pool ? kernel : kernel + 1);
  }

  private void pool(boolean max) {
    boolean line = random.nextInt(5) == 0;
    put("c", pick(1, 2, 3, 4, 6));
    put("h", line ? 1 : pick(2, 3, 4, 5, 6, 7));
    put("w", line ? pick(4, 6, 9, 12) : pick(2, 3, 4, 5, 6, 7));
    if (line) {
      put("dims", 1);
    }
    window(line, false, true);
    if (!settings.containsKey("auto")) {
      flag("ceil", 4);
    }
    if (!max) {
      settings.remove("d");
      put("cip", 1);
      output(0);
    }
  }

  private void add() {
    map(6, 4, 5);
    put("a", one(ACTIVATIONS));
    put("b", random.nextInt(3) == 0 ? "skip" : one(ACTIVATIONS));
    put("form", one(List.of("add", "add", "add", "sub")));
    flag("relu", 3);
    output(0);
  }

  private void concat() {
    map(4, 3, 4);
    put("a", one(ACTIVATIONS));
    put("m", pick(1, 2, 3, 4));
    put("weights", one(List.of("int4", "bipolar1", "int2n")));
  }

  private void network() {
    put("c", pick(1, 2, 3));
    put("h", pick(4, 5, 6));
    put("w", pick(4, 5, 6, 7));
    put("m", pick(2, 4));
    put("a", one(List.of("uint2", "uint4", "int4", "e2m1", "bipolar1")));
    put("b", one(ACTIVATIONS));
    put("weights", one(WEIGHTS));
    put("form", one(List.of("mean", "flat")));
    flag("join", 2);
    flag("pool", 2);
  }

  private void map(int channels, int height, int width) {
    put("c", 1 + random.nextInt(channels));
    put("h", 1 + random.nextInt(height));
    put("w", 1 + random.nextInt(width));
  }

  private void weights() {
    put("weights", one(WEIGHTS));
    if (random.nextInt(3) == 0 && !settings.get("weights").endsWith("q")) {
      put("ws", "channel");
    }
    zeroPoint("weights", "wzp");
  }

  /** The output quantizer; one in {@code without} has none, and accumulators leave the layer. */
  private void output(int without) {
    if (without == 0 || random.nextInt(without) > 0) {
      put("out", one(ACTIVATIONS));
      zeroPoint("out", "ozp");
    }
  }

  /** Some integers have a zero point. */
  private void zeroPoint(String format, String name) {
    String f = settings.get(format);
    if (f.equals("int8q")) {
      put(name, name.equals("wzp") ? 0 : pick(0, 0, -3, 100, -128));
    } else if (f.equals("uint8q")) {
      put(name, pick(0, 7, 128, 255));
    } else if (f.matches("u?int[3-8]") && random.nextInt(4) == 0) {
      int bits = f.charAt(f.length() - 1) - '0';
      put(name, f.startsWith("u") ? 1 + random.nextInt((1 << bits) - 1) : pick(-1, 1, 2));
    } else if (f.equals("uint1") || f.equals("uint2")) {
      put(name, name.equals("wzp") ? 1 : 0);
    }
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Sets a flag once in so many times. */
  private void flag(String name, int times) {
    if (random.nextInt(times) == 0) {
      put(name, 1);
    }
  }

  private void put(String name, Object value) {
    settings.put(name, value.toString());
  }

  private void put(String name, int[] list) {
    StringBuilder text = new StringBuilder();
    for (int n : list) {
      text.append(text.isEmpty() ? "" : "x").append(n);
    }
    settings.put(name, text.toString());
  }
}
