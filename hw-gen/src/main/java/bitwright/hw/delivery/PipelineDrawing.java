package bitwright.hw.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of the pipeline in SVG: one box per layer from input to output, with a bar that shows
 * how much of the interval between two frames the layer is busy. Streams that skip layers run along
 * the right edge.
 */
final class PipelineDrawing {

  private static final int LEFT = 20;
  private static final int WIDTH = 620;
  private static final int HEIGHT = 58;
  private static final int STEP = 86;
  private static final int LANE = 16;
  private static final int BAR = 120;

  private final Design design;
  private final StringBuilder text = new StringBuilder();
  private final List<int[]> skips = new ArrayList<>();
  private final int[] lanes;

  private PipelineDrawing(Design design) {
    this.design = design;
    for (int i = 0; i < design.layers().size(); i++) {
      for (int source : design.layers().get(i).sources()) {
        if (source < i - 1) {
          skips.add(new int[] {source, i});
        }
      }
    }
    lanes = lanes();
  }

  static String svg(Design design) {
    return new PipelineDrawing(design).draw();
  }

  /** Skips whose spans overlap run in different lanes. */
  private int[] lanes() {
    int[] chosen = new int[skips.size()];
    for (int i = 0; i < chosen.length; i++) {
      int lane = 0;
      for (boolean taken = true; taken; lane += taken ? 1 : 0) {
        taken = false;
        for (int j = 0; j < i; j++) {
          taken |= chosen[j] == lane && overlap(skips.get(i), skips.get(j));
        }
      }
      chosen[i] = lane;
    }
    return chosen;
  }

  private static boolean overlap(int[] a, int[] b) {
    return a[0] < b[1] && b[0] < a[1];
  }

  private String draw() {
    int layers = design.layers().size();
    int most = 0;
    for (int lane : lanes) {
      most = Math.max(most, lane + 1);
    }
    int width = LEFT + WIDTH + 20 + most * LANE;
    int height = top(layers) + HEIGHT + 20;
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
          <defs>
            <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0 L8 4 L0 8 Z" fill="#444"/>
            </marker>
          </defs>
          <rect width="%d" height="%d" fill="#fff"/>
        """
            .formatted(width, height, width, height, width, height));
    end(-1, design.input());
    for (int i = 0; i < layers; i++) {
      layer(i, design.layers().get(i));
    }
    end(layers, design.output());
    for (int i = 0; i <= layers; i++) {
      if (i == layers || design.layers().get(i).sources().contains(i - 1)) {
        arrow(i);
      }
    }
    for (int i = 0; i < skips.size(); i++) {
      skip(skips.get(i), lanes[i]);
    }
    return text.append("</svg>\n").toString();
  }

  /** The upper edge of a box; −1 is the input. */
  private static int top(int box) {
    return 20 + (box + 1) * STEP;
  }

  private void end(int box, StreamPort port) {
    box(box, "#eef2f7");
    say(box, LEFT + 14, 24, "bold", port.name());
    String shape =
        "%d beats a frame, %d × %s a beat".formatted(port.beats(), port.elements(), port.content());
    say(box, LEFT + 14, 44, "normal", shape);
  }

  private void layer(int index, LayerRow row) {
    box(index, "#fdf6e3");
    say(index, LEFT + 14, 24, "bold", row.name());
    say(index, LEFT + 14, 44, "normal", row.kind() + ", " + row.shape() + ", " + row.fold());
    int x = LEFT + WIDTH - BAR - 14;
    double busy = Math.min(1, (double) row.cycles() / design.interval());
    rect(x, top(index) + 32, BAR, 14, "#e4dcc6", "none");
    rect(x, top(index) + 32, (int) Math.max(1, Math.round(busy * BAR)), 14, "#b58900", "none");
    say(index, x, 24, "normal", "%,d cycles".formatted(row.cycles()));
    text.append(
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s → %s</text>\n"
            .formatted(
                x - 20, top(index) + 24, Xml.escape(row.formats()), Xml.escape(row.output())));
  }

  private void box(int box, String fill) {
    rect(LEFT, top(box), WIDTH, HEIGHT, fill, "#444");
  }

  private void rect(int x, int y, int width, int height, String fill, String stroke) {
    text.append(
        "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(x, y, width, height, fill, stroke));
  }

  private void say(int box, int x, int down, String weight, String words) {
    text.append(
        "  <text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n"
            .formatted(x, top(box) + down, weight, Xml.escape(words)));
  }

  private void arrow(int box) {
    int x = LEFT + WIDTH / 2;
    text.append(
        "  <path d=\"M%d %d V%d\" stroke=\"#444\" fill=\"none\" marker-end=\"url(#arrow)\"/>\n"
            .formatted(x, top(box - 1) + HEIGHT, top(box) - 1));
  }

  private void skip(int[] span, int lane) {
    int x = LEFT + WIDTH;
    int right = x + 14 + lane * LANE;
    text.append(
        "  <path d=\"M%d %d H%d V%d H%d\" stroke=\"#444\" fill=\"none\" marker-end=\"url(#arrow)\"/>\n"
            .formatted(x, top(span[0]) + HEIGHT - 12, right, top(span[1]) + 12, x + 1));
  }
}
