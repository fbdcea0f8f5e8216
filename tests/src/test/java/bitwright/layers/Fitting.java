package bitwright.layers;

/** Whether the windows of a specification make sense: each sees at least one pixel. */
final class Fitting {

  private Fitting() {}

  static boolean fits(LayerSpec spec) {
    if (!spec.has("k")) {
      return true;
    }
    return fits(spec, 0, spec.number("h", 1)) && fits(spec, 1, spec.number("w", 1));
  }

  /** One dimension: a window fits, and none lies in the border alone. */
  private static boolean fits(LayerSpec spec, int d, int n) {
    int k = spec.list("k")[d];
    int s = spec.list("s", 1, 1)[d];
    int dilation = spec.list("d", 1, 1)[d];
    int span = (k - 1) * dilation + 1;
    int before = spec.list("p", 0, 0, 0, 0)[d];
    int after = spec.list("p", 0, 0, 0, 0)[d + 2];
    boolean pool = spec.kind() != Kind.CONV;
    if (spec.text("auto", "").startsWith("SAME")) {
      // Where windows leave gaps, runtimes disagree on a negative border.
      return !pool || span >= s && dilation == 1;
    }
    int slack = n + before + after - span;
    if (slack < 0 || spec.flag("ceil") && !ceils(spec, slack, s)) {
      return false;
    }
    int last = spec.flag("ceil") ? -Math.floorDiv(-slack, s) : slack / s;
    if (spec.flag("ceil") && last * s >= n + before) {
      // A window that would start beyond the map is dropped by some and refused by others.
      return false;
    }
    // Of a convolution, whose border is zero, the first window alone must reach the map.
    for (int o = 0; o <= (pool ? last : 0); o++) {
      boolean sees = false;
      for (int i = 0; i < k; i++) {
        int x = o * s - before + i * dilation;
        sees |= x >= 0 && x < n;
      }
      if (!sees) {
        return false;
      }
    }
    return true;
  }

  /** A mean over a window that reaches beyond the border has another divisor: not drawn. */
  private static boolean ceils(LayerSpec spec, int slack, int stride) {
    return spec.kind() == Kind.MAXPOOL || slack % stride == 0;
  }
}
