package bitwright.explore.study.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A picture of two by two dots per pixel. */
final class PngCanvas implements Canvas {

  static final int SCALE = 2;

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private final Font bold = plain.deriveFont(Font.BOLD);

  PngCanvas(int width, int height) {
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    fill(new Rectangle2D.Double(0, 0, width, height), Ink.PAPER, 1);
  }

  @Override
  public void fill(Shape shape, String color, double opacity) {
    graphics.setColor(color(color, opacity));
    graphics.fill(shape);
  }

  @Override
  public void draw(Shape shape, String color, double width, double opacity) {
    graphics.setColor(color(color, opacity));
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  @Override
  public void text(double x, double y, String words, Anchor anchor, String color, boolean strong) {
    graphics.setColor(color(color, 1));
    graphics.setFont(strong ? bold : plain);
    double width = graphics.getFontMetrics().getStringBounds(words, graphics).getWidth();
    graphics.drawString(words, (float) (x - anchor.share * width), (float) y);
  }

  /** The whole file. */
  byte[] file() throws IOException {
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static Color color(String name, double opacity) {
    Color color = Color.decode(name);
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }
}
